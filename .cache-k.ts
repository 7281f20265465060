import { common64 } from "/work/h0/src/engine/kernels/generated/common64.ts"; import { bytesOf } from "/work/h0/src/engine/host.ts";



const memory=new WebAssembly.Memory({initial:100});
const {exports:k}=new WebAssembly.Instance(new WebAssembly.Module(bytesOf(common64)),{env:{memory}});
const f=new Float64Array(memory.buffer); const base=65536; const n=+process.argv[2]||10000;
for (const scale of [1,0.1,10]) { for(let i=0;i<n;i++) f[base/8+i]=scale*(Math.random()-0.5)*4;
for (const op of ["exp","log","tanh","sigmoid","sin","erf","sigmoidDerivative","log1p"]) { for(let i=0;i<300;i++) k[op](base,base+n*8,n); const t=[]; for(let r=0;r<20;r++){const b=performance.now(); for(let i=0;i<10;i++) k[op](base,base+n*8,n); t.push((performance.now()-b)/10);} t.sort((a,b)=>a-b); console.log(scale,op,(t[4]/n*1e6).toFixed(2),"ns"); } }
