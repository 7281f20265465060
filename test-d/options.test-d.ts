/** The types of options, and of results without a shape. If one of them became wider, nothing else would notice. */
import type {
  ConvolveOptions, EngineInfo, EngineName, EngineOptions, full, Numbers, Random, random, randomNormal, randomUniform, Scalar, scalar, Tensor, tensor, useEngine, ValueAndGradients, Vector,
} from "conformable";
import type {Activation, AdagradOptions, AdamOptions, AdamWOptions, Adjustable, AttentionOptions, AttentionParameters, 
  activate, adagrad, adam, adamW, BatchesOptions, BatchNorm, BatchNormOptions, BatchSize, backpropagate, batches, batchNorm, Conv1dKernels, Conv1dOptions, Conv1dParameters, Conv2dKernels, Conv2dOptions, Conv2dParameters, ConvTranspose2dKernels, ConvTranspose2dOptions, ConvTranspose2dParameters, CosineDecayOptions, checkGradients, cosineDecay, DenseOptions, Derivative, DropoutOptions, dropout, EmbeddingOptions, Epoch, EvaluateOptions, Evaluation, ExponentialDecayOptions, embedding, evaluate, exponentialDecay, GradientCheck, History, LayerFunction, LayerNormOptions, LearningRate, LionOptions, Loss, layerNorm, lion, Metric, NetworkEvaluation, NormalizationParameters, OnPlateauOptions, Optimizer, onPlateau, PoolOptions, PositionsOptions, ProgressBar, ProgressPayload, positions, RmspropOptions, rmsprop, Schedule, SgdOptions, Signal, Statistics, Step, StepDecayOptions, Stepper, sgd, stepDecay, Trainable, TrainSettings, train, UpsampleOptions, Use, WarmupOptions, Watched,warmup, 
} from "conformable/nn";
import { expectType } from "tsd";

export function options(value: <T>() => T) {
  interface Drawn { readonly random?: Random | undefined }
  expectType<Random | undefined>(value<DenseOptions<3, 2>>().random);
  expectType<Activation | undefined>(value<DenseOptions<3, 2>>().activation);
  expectType<Required<DenseOptions<3, 2>>>(value<{ readonly activation: Activation | undefined; readonly random: Random | undefined; readonly weights: Tensor<[2, 3]> | undefined; readonly bias: Vector<2> | undefined }>());
  expectType<SgdOptions>(value<{ readonly learningRate: LearningRate; readonly momentum?: number | undefined; readonly nesterov?: boolean | undefined; readonly weightDecay?: number | undefined }>());
  expectType<AdamOptions>(value<{ readonly learningRate?: LearningRate | undefined; readonly beta1?: number | undefined; readonly beta2?: number | undefined; readonly epsilon?: number | undefined; readonly weightDecay?: number | undefined; readonly lazyRows?: boolean | undefined }>());
  expectType<AdamWOptions>(value<{ readonly learningRate?: LearningRate | undefined; readonly beta1?: number | undefined; readonly beta2?: number | undefined; readonly epsilon?: number | undefined; readonly weightDecay?: number | undefined; readonly lazyRows?: boolean | undefined }>());
  expectType<RmspropOptions>(value<{ readonly learningRate?: LearningRate | undefined; readonly alpha?: number | undefined; readonly epsilon?: number | undefined; readonly momentum?: number | undefined; readonly weightDecay?: number | undefined }>());
  expectType<AdagradOptions>(value<{ readonly learningRate?: LearningRate | undefined; readonly epsilon?: number | undefined; readonly weightDecay?: number | undefined }>());
  expectType<LionOptions>(value<{ readonly learningRate?: LearningRate | undefined; readonly beta1?: number | undefined; readonly beta2?: number | undefined; readonly weightDecay?: number | undefined }>());
  expectType<(object & AdamWOptions) | undefined>(value<Parameters<typeof adamW>>()[1]);
  expectType<(object & RmspropOptions) | undefined>(value<Parameters<typeof rmsprop>>()[1]);
  expectType<(object & AdagradOptions) | undefined>(value<Parameters<typeof adagrad>>()[1]);
  expectType<(object & LionOptions) | undefined>(value<Parameters<typeof lion>>()[1]);
  expectType<LearningRate>(value<number | Schedule>());
  expectType<Schedule>(value<(step: number) => number>());
  expectType<ExponentialDecayOptions>(value<{ readonly factor: number; readonly every?: number | undefined }>());
  expectType<StepDecayOptions>(value<{ readonly factor: number; readonly every: number }>());
  expectType<CosineDecayOptions>(value<{ readonly steps: number; readonly final?: number | undefined }>());
  expectType<WarmupOptions>(value<{ readonly steps: number; readonly from?: number | undefined }>());
  expectType<SgdOptions>(value<Parameters<typeof sgd>>()[1]);
  expectType<(object & AdamOptions) | undefined>(value<Parameters<typeof adam>>()[1]);
  expectType<EngineOptions>(value<{ readonly fast?: boolean; readonly threads?: number; readonly precision?: "float32" | "float64" }>());
  expectType<AttentionOptions<7>>(value<{ readonly causal?: boolean | undefined; readonly mask?: 7 | undefined; readonly random?: Random | undefined }>());
  expectType<Conv2dOptions>(value<{ readonly stride?: number | readonly [height: number, width: number] | undefined; readonly padding?: "valid" | "same" | number | readonly [height: number, width: number] | undefined; readonly dilation?: number | readonly [height: number, width: number] | undefined; readonly groups?: number | undefined; readonly bias?: boolean | undefined; readonly activation?: Activation | undefined; readonly random?: Random | undefined }>());
  expectType<ConvTranspose2dOptions>(value<{ readonly stride?: number | readonly [height: number, width: number] | undefined; readonly padding?: "valid" | "same" | number | readonly [height: number, width: number] | undefined; readonly dilation?: number | readonly [height: number, width: number] | undefined; readonly groups?: number | undefined; readonly bias?: boolean | undefined; readonly activation?: Activation | undefined; readonly random?: Random | undefined; readonly outputPadding?: number | readonly [height: number, width: number] | undefined }>());
  expectType<Conv1dOptions>(value<{ readonly stride?: number | undefined; readonly padding?: "valid" | "same" | number | undefined; readonly dilation?: number | undefined; readonly groups?: number | undefined; readonly bias?: boolean | undefined; readonly activation?: Activation | undefined; readonly random?: Random | undefined }>());
  expectType<ConvolveOptions>(value<{ readonly stride?: number | readonly [height: number, width: number] | undefined; readonly padding?: "valid" | "same" | number | readonly [height: number, width: number] | undefined; readonly dilation?: number | readonly [height: number, width: number] | undefined; readonly groups?: number | undefined }>());
  expectType<UpsampleOptions>(value<{ readonly interpolation?: "nearest" | "bilinear" | undefined }>());
  expectType<DropoutOptions>(value<Drawn>());
  expectType<EmbeddingOptions>(value<{ readonly deviation?: number | undefined; readonly random?: Random | undefined }>());
  expectType<BatchesOptions>(value<{ readonly last?: "keep" | "drop" | "merge" | undefined; readonly random?: Random | undefined }>());
  expectType<BatchNormOptions>(value<{ readonly epsilon?: number | undefined; readonly momentum?: number | undefined }>());
  expectType<LayerNormOptions>(value<{ readonly epsilon?: number | undefined }>());
  expectType<EvaluateOptions<[3], "f1">>(value<{ readonly batchSize?: number | undefined; readonly metrics?: Readonly<Record<"f1", Metric<[BatchSize, 3], [BatchSize, 3]>>> }>());
  expectType<Metric<[3]>>(value<(outputs: Vector<3>, targets: Vector<3>) => number>());
  expectType<TrainSettings<[], [3], "f1">>(value<{
    readonly loss: Loss; readonly optimizer: Stepper<[]>; readonly epochs: number; readonly batchSize?: number | undefined; readonly last?: "keep" | "drop" | "merge" | undefined; readonly accumulate?: number | undefined; readonly clipNorm?: number | undefined; readonly random?: Random | undefined;
    readonly metrics?: Readonly<Record<"f1", Metric<[BatchSize, 3]>>>; readonly patience?: number | undefined; readonly progress?: ProgressBar | undefined;
    readonly onStep?: ((step: Step) => unknown) | undefined; readonly onEpoch?: ((epoch: Epoch<"f1">) => unknown) | undefined; readonly signal?: Signal | undefined;
  }>());
  expectType<Signal>(value<{ readonly aborted: boolean }>());
  expectType<PoolOptions>(value<{ readonly stride?: number | readonly [height: number, width: number] | undefined }>());
}

export function parameters(value: <T>() => T) {
  expectType<string>(value<Parameters<typeof backpropagate>>()[1].name);
  expectType<string>(value<Parameters<typeof checkGradients>>()[1].name);
  expectType<[length: number]>(value<Parameters<Random["permutation"]>>());
  expectType<[EngineName, (EngineOptions | undefined)?]>(value<Parameters<typeof useEngine>>());
  expectType<[number, ExponentialDecayOptions]>(value<Parameters<typeof exponentialDecay>>());
  expectType<[number, StepDecayOptions]>(value<Parameters<typeof stepDecay>>());
  expectType<[number, CosineDecayOptions]>(value<Parameters<typeof cosineDecay>>());
  expectType<[LearningRate, WarmupOptions]>(value<Parameters<typeof warmup>>());
  expectType<[Adjustable | readonly Adjustable[], (OnPlateauOptions | undefined)?]>(value<Parameters<typeof onPlateau>>());
  expectType<(loss: Watched) => void>(value<ReturnType<typeof onPlateau>>());
  expectType<ProgressBar>(value<{ start(total: number, value: number, payload: ProgressPayload): void; update(value: number, payload: ProgressPayload): void; stop(): void }>());
  expectType<ProgressPayload>(value<{ readonly epoch: number; readonly loss: string }>());
  expectType<[number]>(value<Parameters<typeof scalar>>());
  expectType<[number]>(value<Parameters<typeof random>>());
  expectType<number>(value<Parameters<typeof full>>()[1]);
  expectType<Numbers>(value<Parameters<typeof tensor>>()[0]);
  expectType<Random | undefined>(value<Parameters<typeof randomNormal>>()[1]);
  expectType<{ readonly mean?: number | undefined; readonly deviation?: number | undefined } | undefined>(value<Parameters<typeof randomNormal>>()[2]);
  expectType<Random | undefined>(value<Parameters<typeof randomUniform>>()[1]);
  expectType<{ readonly low?: number | undefined; readonly high?: number | undefined } | undefined>(value<Parameters<typeof randomUniform>>()[2]);
  expectType<[number, number]>(value<Parameters<Scalar["clip"]>>());
  expectType<[Activation]>(value<Parameters<typeof activate>>());
  expectType<[number, (DropoutOptions | undefined)?]>(value<Parameters<typeof dropout>>());
  expectType<PositionsOptions | undefined>(value<Parameters<typeof positions>>()[1]);
  expectType<EmbeddingOptions | undefined>(value<Parameters<typeof embedding>>()[2]);
  expectType<BatchNormOptions | undefined>(value<Parameters<typeof batchNorm>>()[1]);
  expectType<LayerNormOptions | undefined>(value<Parameters<typeof layerNorm>>()[1]);
  expectType<number>(value<Parameters<typeof batches>>()[2]);
  expectType<BatchesOptions | undefined>(value<Parameters<typeof batches>>()[3]);
  expectType<boolean>(value<Parameters<LayerFunction<[], [3], [5]>>>()[2]);
}

export function results(value: <T>() => T) {
  expectType<string>(value<Activation>().name);
  expectType<string>(value<Loss>().name);
  expectType<number>(value<Evaluation<[3]>>().loss);
  expectType<Vector<3>>(value<Use<Vector<3>>>().values);
  expectType<void>(value<Use<Vector<3>>>().check());
  expectType<Use<Vector<3>>>(value<Trainable<Vector<3>>>().use());
  expectType<Vector<3>>(value<Trainable<Vector<3>>>().values);
  expectType<void>(value<Trainable<Vector<3>>>().assign(value<Vector<3>>()));
  expectType<EngineInfo>(value<{ readonly name: string; readonly precision: "float32" | "float64"; readonly threads: number; readonly notice?: string }>());
  expectType<EngineName>(value<"wasm" | "reference">());
  expectType<Promise<EngineInfo>>(value<ReturnType<typeof useEngine>>());
  expectType<number>(value<Vector<3>>().size);
  expectType<string>(value<Vector<3>>().toString());
  expectType<Scalar>(value<Vector<3>>().mean());
  expectType<Scalar>(value<Vector<3>>().max());
  expectType<Scalar>(value<Vector<3>>().min());
  expectType<Scalar>(value<ValueAndGradients<[]>>().value);
  expectType<Promise<History<string>>>(value<ReturnType<typeof train>>());
  expectType<NetworkEvaluation<string>>(value<ReturnType<typeof evaluate>>());
  expectType<History>(value<{ readonly epochs: readonly Epoch[]; readonly losses: readonly number[]; readonly aborted: boolean; readonly best: Epoch | undefined }>());
  expectType<Epoch<"f1">>(value<{ readonly epoch: number; readonly epochs: number; readonly loss: number; readonly validationLoss: number; readonly metrics: Readonly<Record<"f1", number>> }>());
  expectType<NetworkEvaluation<"f1">>(value<{ readonly loss: number; readonly metrics: Readonly<Record<"f1", number>> }>());
  expectType<Step>(value<{ readonly step: number; readonly steps: number; readonly epoch: number; readonly loss: number }>());
  expectType<Stepper<Vector<3>>>(value<{ readonly step: (gradients: Vector<3>) => void }>());
  expectType<Optimizer<Vector<3>>>(value<{ readonly step: (gradients: Vector<3>) => void; readonly parameters: Vector<3>; get learningRate(): number; set learningRate(rate: LearningRate) }>());
  expectType<Schedule>(value<ReturnType<typeof exponentialDecay | typeof stepDecay | typeof cosineDecay | typeof warmup>>());
  expectType<GradientCheck>(value<{ readonly relativeError: number; readonly worst: Derivative | undefined; readonly checked: number }>());
  expectType<Derivative>(value<{ readonly path: string; readonly element: number; readonly backpropagated: number; readonly difference: number }>());
  expectType<AttentionParameters<6, 2>>(value<{ readonly query: Tensor<[2, 3, 6]>; readonly key: Tensor<[2, 3, 6]>; readonly value: Tensor<[2, 3, 6]>; readonly output: Tensor<[6, 2, 3]> }>());
  expectType<Conv2dParameters<3, 2, 5>>(value<{ readonly kernels: Tensor<[3, 3, 2, 5]>; readonly bias: Vector<5> }>());
  expectType<Conv2dKernels<[3, 7], 2, 5>>(value<{ readonly kernels: Tensor<[3, 7, 2, 5]> }>());
  expectType<Conv1dParameters<3, 2, 5>>(value<{ readonly kernels: Tensor<[3, 2, 5]>; readonly bias: Vector<5> }>());
  expectType<Conv1dKernels<3, 2, 5>>(value<{ readonly kernels: Tensor<[3, 2, 5]> }>());
  expectType<ConvTranspose2dParameters<3, 2, 6, 2>>(value<{ readonly kernels: Tensor<[3, 3, 3, 2]>; readonly bias: Vector<6> }>());
  expectType<ConvTranspose2dKernels<[3, 7], 2, 5>>(value<{ readonly kernels: Tensor<[3, 7, 5, 2]> }>());
  expectType<NormalizationParameters<3>>(value<{ readonly scale: Vector<3>; readonly shift: Vector<3> }>());
  expectType<NormalizationParameters<3>>(value<BatchNorm<3>>().parameters);
  expectType<Statistics<3>>(value<{ readonly mean: Vector<3>; readonly variance: Vector<3> }>());
}
