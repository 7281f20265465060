/**
 * Operations of others that are a line of ours. A line of the table has their names, as in `groups.ts`, and then our line. After a colon, there may
 * be a call of NumPy that our line agrees with. `record.py` makes these calls, and `operations.test.ts` runs all lines. The tensors in the lines
 * are in `operands.json`.
 */

const table = `
  positive: np.positive(x)                     | positive           |                   | x
  floor_divide: np.floor_divide(x, y)          | floor_divide       | floorDiv          | x.divide(y).floor()
  divmod: np.divmod(x, y)                      |                    |                   | [x.divide(y).floor(), x.modulo(y)]
  fmod: np.fmod(x, y)                          | fmod               |                   | x.sign().multiply(x.abs().modulo(y.abs()))
  fix trunc: np.trunc(x)                       | trunc fix          |                   | x.sign().multiply(x.abs().floor())
  modf: np.modf(x)                             | frac               |                   | [x.subtract(x.sign().multiply(x.abs().floor())), x.sign().multiply(x.abs().floor())]
                                               |                    | addN              | [x, y].reduce((sum, next) => sum.add(next))
                                               |                    | squaredDifference | x.subtract(y).square()
                                               |                    | divNoNan          | where(y.equal(0), 0, x.divide(y))
                                               | rsqrt              | rsqrt             | p.sqrt().reciprocal()
  cbrt: np.cbrt(x)                             |                    |                   | x.sign().multiply(x.abs().power(1 / 3))
  exp2: np.exp2(x)                             | exp2               |                   | x.multiply(Math.LN2).exp()
  logaddexp: np.logaddexp(x, y)                | logaddexp          |                   | x.maximum(y).add(x.subtract(y).abs().negate().exp().log1p())
  logaddexp2: np.logaddexp2(x, y)              | logaddexp2         |                   | x.maximum(y).add(x.subtract(y).abs().multiply(-Math.LN2).exp().log1p().divide(Math.LN2))
  asinh arcsinh: np.arcsinh(x)                 | asinh arcsinh      | asinh             | x.sign().multiply(x.abs().add(x.square().add(1).sqrt()).log())
  acosh arccosh: np.arccosh(q)                 | acosh arccosh      | acosh             | q.add(q.square().subtract(1).sqrt()).log()
  atanh arctanh: np.arctanh(p)                 | atanh arctanh      | atanh             | p.log1p().subtract(p.negate().log1p()).divide(2)
  hypot: np.hypot(x, y)                        | hypot              |                   | x.square().add(y.square()).sqrt()
  degrees rad2deg: np.degrees(x)               | rad2deg            |                   | x.multiply(180 / Math.PI)
  radians deg2rad: np.radians(x)               | deg2rad            |                   | x.multiply(Math.PI / 180)
  sinc: np.sinc(x)                             | sinc               |                   | where(x.equal(0), 1, x.multiply(Math.PI).sin().divide(x.multiply(Math.PI)))
  heaviside: np.heaviside(x, y)                | heaviside          |                   | where(x.equal(0), y, x.greater(0))
                                               |                    | step              | x.greater(0)
  copysign: np.copysign(x, y)                  | copysign           |                   | where(y.less(0), x.abs().negate(), x.abs())
  signbit: np.signbit(x)                       | signbit            |                   | x.less(0)
  fmax: np.fmax(x, y)                          | fmax               |                   | where(x.isNaN(), y, where(y.isNaN(), x, x.maximum(y)))
  fmin: np.fmin(x, y)                          | fmin               |                   | where(x.isNaN(), y, where(y.isNaN(), x, x.minimum(y)))
  scipy.special.erfc jax.lax.erfc              | erfc special.erfc  |                   | x.erf().negate().add(1)
  scipy.special.logit                          | logit special.logit |                  | p.divide(p.negate().add(1)).log()
  isinf: np.isinf(x)                           | isinf              | isInf             | x.abs().equal(Infinity)
  isposinf: np.isposinf(x)                     | isposinf           |                   | x.equal(Infinity)
  isneginf: np.isneginf(x)                     | isneginf           |                   | x.equal(-Infinity)
  isclose: np.isclose(x, y)                    | isclose            |                   | x.subtract(y).abs().lessOrEqual(y.abs().multiply(1e-5).add(1e-8))
  asarray_chkfinite                            |                    |                   | x.isFinite().all()
  logical_xor: np.logical_xor(x, y)            | logical_xor        | logicalXor        | x.notEqual(0).notEqual(y.notEqual(0))
  isin in1d: np.isin(v, w)                     | isin               |                   | v.expandDims(1).broadcastTo([3, 3]).equal(w).any(1)
  choose select: np.select([x < 0, x > 2], [y, s]) | |                  | where(x.less(0), y, where(x.greater(2), s, 0))
  nan_to_num: np.nan_to_num(x)                 | nan_to_num         |                   | where(x.isNaN(), 0, x.clip(-3.4028234e38, 3.4028234e38))
  nansum: np.nansum(x)                         | nansum             |                   | where(x.isNaN(), 0, x).sum()
  nanprod: np.nanprod(x)                       |                    |                   | where(x.isNaN(), 1, x).product()
  nanmean: np.nanmean(x)                       | nanmean            |                   | where(x.isNaN(), 0, x).sum().divide(x.isNaN().logicalNot().sum())
  nanmax: np.nanmax(x)                         |                    |                   | where(x.isNaN(), -Infinity, x).max()
  nanmin: np.nanmin(x)                         |                    |                   | where(x.isNaN(), Infinity, x).min()
  nanargmax: np.nanargmax(v)                   |                    |                   | where(v.isNaN(), -Infinity, v).argmax()
  nanargmin: np.nanargmin(v)                   |                    |                   | where(v.isNaN(), Infinity, v).argmin()
  nancumsum: np.nancumsum(v)                   |                    |                   | where(v.isNaN(), 0, v).cumulativeSum(0)
  nancumprod: np.nancumprod(v)                 |                    |                   | where(v.isNaN(), 1, v).cumulativeProduct(0)
  average: np.average(v, weights=w)              |                    |                   | v.multiply(w).sum().divide(w.sum())
  ptp: np.ptp(x)                               | aminmax            |                   | x.max().subtract(x.min())
  count_nonzero: np.count_nonzero(x)           | count_nonzero      |                   | x.notEqual(0).sum()
                                               | lerp               | movingAverage     | x.multiply(0.9).add(y.multiply(0.1))
  apply_over_axes: np.apply_over_axes(np.sum, x, [0, 1]) |          |                   | x.sum([0, 1], { keepDims: true })
                                               | var_mean           | moments           | [x.mean(0), x.variance(0)]
  cov: np.cov(x.T)                             | cov                |                   | x.subtract(x.mean(0)).transpose().matmul(x.subtract(x.mean(0))).divide(3 - 1)
  corrcoef: np.corrcoef(x.T)                   | corrcoef           |                   | ((z) => z.transpose().matmul(z).divide(3))(x.subtract(x.mean(0)).divide(x.standardDeviation(0)))
  jax.nn.logmeanexp                            |                    |                   | x.logSumExp().subtract(Math.log(x.size))
  diff ediff1d: np.diff(v)                     | diff               |                   | v.slice([1, 3]).subtract(v.slice([0, 2]))
  trapezoid: np.trapezoid(v)                   | trapezoid          |                   | v.slice([1, 3]).add(v.slice([0, 2])).sum().divide(2)
  cross linalg.cross: np.cross(v, w)           | linalg.cross cross |                   | v.roll(-1, 0).multiply(w.roll(1, 0)).subtract(v.roll(1, 0).multiply(w.roll(-1, 0)))
  scipy.spatial.distance.cdist: np.linalg.norm(x[:, None] - y, axis=2) | cdist | | x.expandDims(1).broadcastTo([3, 3, 3]).subtract(y).norm(2)
                                               | nn.functional.normalize |               | x.divide(x.norm(1, { keepDims: true }).broadcastTo(x.shape))
  lib.stride_tricks.sliding_window_view: np.lib.stride_tricks.sliding_window_view(v, 2) | Tensor.unfold | | stack([v.window(0, 2, 0), v.window(1, 2, 0)])
                                               | nn.ReflectionPad1d | mirrorPad          | v.take([1, 0, 1, 2, 1], 0)
                                               | nn.ReplicationPad1d |                   | v.take([0, 0, 1, 2, 2], 0)
                                               |                    | metrics.r2Score   | w.subtract(v).square().mean().divide(v.variance()).negate().add(1)
                                               |                    | metrics.MAPE metrics.mape metrics.meanAbsolutePercentageError | w.subtract(v).divide(v).abs().mean().multiply(100)
  linalg.multi_dot: np.linalg.multi_dot([x, y, s]) | linalg.multi_dot chain_matmul |     | x.matmul(y).matmul(s)
  linalg.matrix_power: np.linalg.matrix_power(x, 3) | linalg.matrix_power |            | x.matmul(x).matmul(x)
  linalg.slogdet: np.linalg.slogdet(s)[1]      | linalg.slogdet     |                   | linalg.determinant(s).abs().log()
  linalg.svdvals: np.linalg.svdvals(x)         | linalg.svdvals     |                   | linalg.svd(x).singularValues
  linalg.eigvalsh: np.linalg.eigvalsh(s)       | linalg.eigvalsh    |                   | linalg.eigh(s).eigenvalues
  linalg.cond: np.linalg.cond(x)               | linalg.cond        |                   | linalg.norm(x, { order: 2 }).multiply(linalg.norm(linalg.inverse(x), { order: 2 }))
  linalg.tensorsolve: np.linalg.tensorsolve(s.reshape(3, 3, 1), v) | linalg.tensorsolve | | linalg.solve(s.reshape([3, 3]), v).reshape([3, 1])
  linalg.tensorinv: np.linalg.tensorinv(s.reshape(3, 3, 1), 1) | linalg.tensorinv | | linalg.inverse(s.reshape([3, 3])).reshape([3, 1, 3])
  jax.lax.linalg.triangular_solve              | linalg.solve_triangular |              | linalg.solve(s.tril(), v)
  convolve: np.convolve(v, w)                  |                    |                   | convolve(v.pad([[2, 2]]).reshape([7, 1]), w.flip(0).reshape([3, 1, 1])).flatten()
  logspace: np.logspace(0, 2, 5)               | logspace           |                   | linspace(0, 2, 5).multiply(Math.LN10).exp()
  geomspace: np.geomspace(1, 100, 5)           |                    |                   | linspace(Math.log(1), Math.log(100), 5).exp()
  histogram_bin_edges: np.histogram_bin_edges(v, 4) |               |                   | linspace(-1, 3, 4 + 1)
  rot90: np.rot90(x)                           | rot90              |                   | x.transpose().flip(0)
  insert: np.insert(v, 1, 7)                   |                    |                   | concat([v.slice([0, 1]), vector([7]), v.slice([1, 3])], 0)
  delete: np.delete(v, 1)                      |                    |                   | concat([v.slice([0, 1]), v.slice([2, 3])], 0)
  resize: np.resize(v, [2, 3])                 |                    |                   | v.tile([2]).reshape([2, 3])
  fromfunction                                 |                    |                   | tensor(Array.from({ length: 6 }, (_, index) => index % 3), [2, 3])
  copy                                         | clone              | clone             | x
  jax.nn.relu6                                 | nn.ReLU6           | relu6             | x.clip(0, 6)
  jax.nn.hard_tanh                             | nn.Hardtanh        |                   | x.clip(-1, 1)
  jax.nn.hard_silu jax.nn.hard_swish           | nn.Hardswish       |                   | x.multiply(x.add(3).clip(0, 6)).divide(6)
  jax.nn.log_sigmoid                           | nn.LogSigmoid      | logSigmoid        | x.minimum(0).subtract(x.abs().negate().exp().log1p())
  jax.nn.celu                                  | nn.CELU            |                   | x.maximum(0).add(x.minimum(0).divide(2).expm1().multiply(2))
  jax.nn.selu                                  | nn.SELU            | selu              | x.maximum(0).add(x.minimum(0).expm1().multiply(1.6732632423543772)).multiply(1.0507009873554805)
                                               | nn.PReLU           | prelu layers.prelu | x.maximum(0).add(x.minimum(0).multiply(w))
                                               | nn.Threshold       | layers.thresholdedReLU | where(x.greater(1), x, 0)
  jax.nn.glu                                   | nn.GLU             |                   | (([values, gates]) => values.multiply(gates.sigmoid()))(x.slice(null, [0, 2]).split([1, 1], 1))
  jax.nn.squareplus                            |                    |                   | x.add(x.square().add(4).sqrt()).divide(2)
  jax.nn.sparse_sigmoid                        |                    |                   | x.add(1).divide(2).clip(0, 1)
  jax.nn.sparse_plus                           |                    |                   | where(x.greaterOrEqual(1), x, x.add(1).maximum(0).square().divide(4))
  jax.nn.log1mexp                              |                    |                   | p.negate().expm1().negate().log()
                                               |                    | layers.rescaling  | x.multiply(1 / 255)
  jax.linearize                                | func.linearize     |                   | (tangent) => jvp((x) => x.square(), v, tangent).tangent
                                               |                    | losses.computeWeightedLoss | p.multiply(w).mean()
  random.exponential random.standard_exponential jax.random.exponential | Tensor.exponential_ | | randomUniform([3]).negate().log1p().negate()
  random.gumbel jax.random.gumbel              | distributions.Gumbel |                 | randomUniform([3]).log().negate().log().negate()
  random.logistic jax.random.logistic          |                    |                   | ((u) => u.divide(u.negate().add(1)).log())(randomUniform([3]))
  random.lognormal jax.random.lognormal        | Tensor.log_normal_ |                   | randomNormal([3]).exp()
  random.laplace jax.random.laplace            | distributions.Laplace |                | randomUniform([3]).log().subtract(randomUniform([3]).log())
  random.standard_cauchy jax.random.cauchy     | Tensor.cauchy_     |                   | randomUniform([3]).subtract(0.5).multiply(Math.PI).tan()
  random.rayleigh jax.random.rayleigh          |                    |                   | randomUniform([3]).negate().log1p().multiply(-2).sqrt()
  random.weibull jax.random.weibull_min        | distributions.Weibull |                | randomUniform([3]).negate().log1p().negate().power(1 / 2)
  random.pareto                                |                    |                   | randomUniform([3]).negate().log1p().divide(-2).expm1()
  jax.random.pareto                            | distributions.Pareto |                 | randomUniform([3]).negate().log1p().divide(-2).exp()
  random.power                                 |                    |                   | randomUniform([3]).power(1 / 2)
  random.chisquare                             | distributions.Chi2 |                   | randomNormal([3, 4]).square().sum(1)
  jax.random.maxwell                           |                    |                   | randomNormal([4, 3]).norm(1)
  jax.random.rademacher                        |                    |                   | randomUniform([3]).greater(0.5).multiply(2).subtract(1)
  random.multivariate_normal jax.random.multivariate_normal | distributions.MultivariateNormal | | linalg.cholesky(s).matmul(randomNormal([3])).add(v)
  random.binomial                              | binomial           |                   | randomUniform([3, 10]).less(0.3).sum(1)
  random.geometric jax.random.geometric        | Tensor.geometric_  |                   | randomUniform([3]).negate().log1p().divide(Math.log(1 - 0.3)).floor().add(1)
                                               |                    | separableConv2d layers.separableConv2d | convolve(convolve(zeros([8, 8, 2]), ones([3, 3, 1, 2]), { groups: 2 }), ones([1, 1, 2, 4]))
`;

export interface Composed {
  readonly numpy: readonly string[];
  readonly pytorch: readonly string[];
  readonly tensorflow: readonly string[];
  /** A call of NumPy that gives the same. */
  readonly call: string | undefined;
  readonly line: string;
}
const words = (text: string): string[] => text.split(" ").filter(Boolean);

export const composed: readonly Composed[] = table
  .trim()
  .split("\n")
  .map((row) => {
    const [numpy = "", pytorch = "", tensorflow = "", line = ""] = row.split("|").map((cell) => cell.trim());
    const [names = "", call] = numpy.split(": ");
    return { numpy: words(names), pytorch: words(pytorch), tensorflow: words(tensorflow), call, line };
  });
