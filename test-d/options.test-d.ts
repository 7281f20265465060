/** The types of options, and of results without a shape. If one of them became wider, nothing else would notice. */
import type {
  EngineInfo, EngineName, EngineOptions, full, Numbers, Random, random, randomNormal, randomUniform, Scalar, scalar, Tensor, tensor, useEngine, ValueAndGradients, Vector,
} from "conformable";
import type {
  Activation, AdamOptions, AttentionOptions, AttentionParameters, activate, adam, attention, BatchesOptions, BatchNorm, BatchNormOptions, BatchSize, backpropagate, batches, batchNorm, Conv2dOptions, Conv2dParameters,
  checkGradients, DenseOptions, Derivative, DropoutOptions, dropout, EmbeddingOptions, Epoch, EvaluateOptions, Evaluation, embedding, evaluate, GradientCheck, History, LayerFunction, LayerNormOptions, Loss, layerNorm, Metric, NetworkEvaluation, NormalizationParameters, Optimizer,
  PoolOptions, SgdOptions, Signal, Statistics, Step, Stepper, sgd, Trainable, TrainSettings, train, Use,
} from "conformable/nn";
import { expectType } from "tsd";

export function options(value: <T>() => T) {
  interface Drawn { readonly random?: Random | undefined }
  expectType<Random | undefined>(value<DenseOptions<3, 2>>().random);
  expectType<Activation | undefined>(value<DenseOptions<3, 2>>().activation);
  expectType<Required<DenseOptions<3, 2>>>(value<{ readonly activation: Activation | undefined; readonly random: Random | undefined; readonly weights: Tensor<[2, 3]> | undefined; readonly bias: Vector<2> | undefined }>());
  expectType<SgdOptions>(value<{ readonly learningRate: number; readonly momentum?: number | undefined; readonly nesterov?: boolean | undefined; readonly weightDecay?: number | undefined }>());
  expectType<AdamOptions>(value<{ readonly learningRate?: number | undefined; readonly beta1?: number | undefined; readonly beta2?: number | undefined; readonly epsilon?: number | undefined; readonly weightDecay?: number | undefined }>());
  expectType<SgdOptions>(value<Parameters<typeof sgd>>()[1]);
  expectType<AdamOptions | undefined>(value<Parameters<typeof adam>>()[1]);
  expectType<EngineOptions>(value<{ readonly fast?: boolean; readonly threads?: number }>());
  expectType<AttentionOptions>(value<{ readonly causal?: boolean | undefined; readonly random?: Random | undefined }>());
  expectType<Conv2dOptions>(value<{ readonly stride?: number | undefined; readonly padding?: "valid" | "same" | number | undefined; readonly activation?: Activation | undefined; readonly random?: Random | undefined }>());
  expectType<DropoutOptions>(value<Drawn>());
  expectType<EmbeddingOptions>(value<Drawn>());
  expectType<BatchesOptions>(value<{ readonly last?: "keep" | "drop" | "merge" | undefined; readonly random?: Random | undefined }>());
  expectType<BatchNormOptions>(value<{ readonly epsilon?: number | undefined; readonly momentum?: number | undefined }>());
  expectType<LayerNormOptions>(value<{ readonly epsilon?: number | undefined }>());
  expectType<EvaluateOptions<[3], "f1">>(value<{ readonly batchSize?: number | undefined; readonly metrics?: Readonly<Record<"f1", Metric<[BatchSize, 3]>>> }>());
  expectType<Metric<[3]>>(value<(outputs: Vector<3>, targets: Vector<3>) => number>());
  expectType<TrainSettings<[], [3], "f1">>(value<{
    readonly loss: Loss; readonly optimizer: Stepper<[]>; readonly epochs: number; readonly batchSize?: number | undefined; readonly last?: "keep" | "drop" | "merge" | undefined; readonly random?: Random | undefined;
    readonly metrics?: Readonly<Record<"f1", Metric<[BatchSize, 3]>>>; readonly patience?: number | undefined;
    readonly onStep?: ((step: Step) => void | Promise<void>) | undefined; readonly onEpoch?: ((epoch: Epoch<"f1">) => void | Promise<void>) | undefined; readonly signal?: Signal | undefined;
  }>());
  expectType<Signal>(value<{ readonly aborted: boolean }>());
  expectType<PoolOptions>(value<{ readonly stride?: number | undefined }>());
}

export function parameters(value: <T>() => T) {
  expectType<Loss>(value<Parameters<typeof backpropagate>>()[1]);
  expectType<[number]>(value<Parameters<Random["permutation"]>>());
  expectType<[EngineName, (EngineOptions | undefined)?]>(value<Parameters<typeof useEngine>>());
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
  expectType<AttentionOptions | undefined>(value<Parameters<typeof attention>>()[2]);
  expectType<EmbeddingOptions | undefined>(value<Parameters<typeof embedding>>()[2]);
  expectType<BatchNormOptions | undefined>(value<Parameters<typeof batchNorm>>()[1]);
  expectType<LayerNormOptions | undefined>(value<Parameters<typeof layerNorm>>()[1]);
  expectType<number>(value<Parameters<typeof batches>>()[2]);
  expectType<BatchesOptions | undefined>(value<Parameters<typeof batches>>()[3]);
  expectType<Loss>(value<Parameters<typeof checkGradients>>()[1]);
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
  expectType<Optimizer<Vector<3>>>(value<{ readonly step: (gradients: Vector<3>) => void; readonly parameters: Vector<3> }>());
  expectType<GradientCheck>(value<{ readonly relativeError: number; readonly worst: Derivative | undefined; readonly checked: number }>());
  expectType<Derivative>(value<{ readonly path: string; readonly element: number; readonly backpropagated: number; readonly difference: number }>());
  expectType<AttentionParameters<6, 2>>(value<{ readonly query: Tensor<[2, 3, 6]>; readonly key: Tensor<[2, 3, 6]>; readonly value: Tensor<[2, 3, 6]>; readonly output: Tensor<[6, 2, 3]> }>());
  expectType<Conv2dParameters<3, 2, 5>>(value<{ readonly kernels: Tensor<[3, 3, 2, 5]>; readonly bias: Vector<5> }>());
  expectType<NormalizationParameters<3>>(value<{ readonly scale: Vector<3>; readonly shift: Vector<3> }>());
  expectType<NormalizationParameters<3>>(value<BatchNorm<3>>().parameters);
  expectType<Statistics<3>>(value<{ readonly mean: Vector<3>; readonly variance: Vector<3> }>());
}
