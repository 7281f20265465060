/**
 * Our operations, and what others call them. A line has our names, then those of NumPy and JAX, of PyTorch and of TensorFlow.js. An empty place
 * means that the library has no function for it. `operations.test.ts` compares our names with what the entries export, and theirs with what
 * the packages in `peers.json` export.
 *
 * Ours: `x.add` is a method of tensors, `source.split` a method of `random(seed)`, and `nn.dense` comes from conformable/nn.
 * Theirs: `abs` stands for `np.abs`, `torch.abs` or `tf.abs`, and other modules are named.
 */
export const groups: Readonly<Record<string, string>> = {
  "Making tensors": `
    tensor                    | array asarray asanyarray ascontiguousarray frombuffer fromiter | tensor as_tensor    | tensor tensor3d tensor4d tensor5d tensor6d
    matrix                    |                                                    |                                 | tensor2d
    vector                    |                                                    |                                 | tensor1d
    scalar                    |                                                    | scalar_tensor                   | scalar
    zeros                     | zeros zeros_like empty empty_like                  | zeros zeros_like empty empty_like | zeros zerosLike
    ones                      | ones ones_like                                     | ones ones_like                  | ones onesLike
    full                      | full full_like                                     | full full_like                  | fill
    identity                  | identity eye                                       | eye                             | eye
    arange                    | arange                                             | arange                          | range
    linspace                  | linspace                                           | linspace                        | linspace
    meshgrid                  | meshgrid indices                                   | meshgrid                        | meshgrid
    diagonal                  | diag diagflat                                      | diag_embed diagflat             | diag
    oneHot                    | jax.nn.one_hot                                     | nn.functional.one_hot           | oneHot`,
  "What a tensor holds": `
    x.shape                   | shape                                              | Tensor.shape                    |
    x.rank                    | ndim                                               | Tensor.ndim                     |
    x.size                    | size                                               | numel                           |
    x.at                      | ndarray.item                                        | Tensor.item                     |
    x.toArray x.toJSON        | ndarray.tolist                                      | Tensor.tolist                   |
    x.dataSync x.data         | ndarray.tobytes                                     | Tensor.numpy                    |
    x.toString                | array2string array_repr array_str                  |                                 | print`,
  "Element by element": `
    x.add x.addBias           | add                                                | add                             | add
    x.subtract                | subtract                                           | sub subtract                    | sub
    x.multiply                | multiply                                           | mul multiply                    | mul
    x.divide                  | divide true_divide                                 | div divide true_divide          | div
    x.maximum                 | maximum                                            | maximum                         | maximum
    x.minimum                 | minimum                                            | minimum                         | minimum
    x.power                   | power pow float_power                              | pow float_power                 | pow
    x.modulo                  | mod remainder                                      | remainder                       | mod
    x.clip                    | clip                                               | clamp clip                      | clipByValue
    x.negate                  | negative                                           | neg negative                    | neg
    x.abs                     | abs absolute fabs                                  | abs absolute                    | abs
    x.sign                    | sign                                               | sign sgn                        | sign
    x.reciprocal              | reciprocal                                         | reciprocal                      | reciprocal
    x.square                  | square                                             | square                          | square
    x.sqrt                    | sqrt                                               | sqrt                            | sqrt
    x.exp                     | exp                                                | exp                             | exp
    x.expm1                   | expm1                                              | expm1                           | expm1
    x.log                     | log                                                | log                             | log
    x.log1p                   | log1p                                              | log1p                           | log1p
    x.log2                    | log2                                               | log2                            |
    x.log10                   | log10                                              | log10                           |
    x.floor                   | floor                                              | floor                           | floor
    x.ceil                    | ceil                                               | ceil                            | ceil
    x.round                   | round around rint                                  | round                           | round
    x.sin                     | sin                                                | sin                             | sin
    x.cos                     | cos                                                | cos                             | cos
    x.tan                     | tan                                                | tan                             | tan
    x.asin                    | asin arcsin                                        | asin arcsin                     | asin
    x.acos                    | acos arccos                                        | acos arccos                     | acos
    x.atan                    | atan arctan                                        | atan arctan                     | atan
    atan2                     | atan2 arctan2                                      | atan2 arctan2                   | atan2
    x.sinh                    | sinh                                               | sinh                            | sinh
    x.cosh                    | cosh                                               | cosh                            | cosh
    x.tanh                    | tanh                                               | tanh                            | tanh
    x.erf                     | scipy.special.erf jax.lax.erf                      | erf special.erf                 | erf
    x.sigmoid                 | jax.nn.sigmoid                                     | sigmoid special.expit           | sigmoid
    x.relu                    | jax.nn.relu                                        | relu nn.functional.relu         | relu`,
  "Comparing and choosing": `
    x.equal                   | equal                                              | eq                              | equal
    x.notEqual                | not_equal                                          | ne not_equal                    | notEqual
    x.less                    | less                                               | lt less                         | less
    x.lessOrEqual             | less_equal                                         | le less_equal                   | lessEqual
    x.greater                 | greater                                            | gt greater                      | greater
    x.greaterOrEqual          | greater_equal                                      | ge greater_equal                | greaterEqual
    x.logicalAnd              | logical_and                                        | logical_and                     | logicalAnd
    x.logicalOr               | logical_or                                         | logical_or                      | logicalOr
    x.logicalNot              | logical_not                                        | logical_not                     | logicalNot
    x.isNaN                   | isnan                                              | isnan                           | isNaN
    x.isFinite                | isfinite                                           | isfinite                        | isFinite
    where                     | where                                              | where                           | where
    equals                    | array_equal array_equiv                            | equal                           |
    allClose                  | allclose                                           | allclose                        |`,
  Products: `
    x.matmul                  | matmul matvec vecmat linalg.matmul jax.lax.dot     | matmul mm mv                    | matMul
    x.batchMatmul             | matmul                                             | bmm                             | matMul
    x.dot                     | dot vdot vecdot inner linalg.vecdot                | dot vdot inner linalg.vecdot    | dot
    x.outer                   | outer linalg.outer                                 | outer ger                       | outerProduct
    x.kronecker               | kron                                               | kron                            |
    einsum                    | einsum tensordot linalg.tensordot                  | einsum tensordot                | einsum
    contractBatch sumBatch    |                                                    |                                 |
    convolve                  | correlate jax.lax.conv jax.lax.conv_with_general_padding jax.lax.conv_general_dilated | nn.functional.conv1d nn.functional.conv2d | conv1d conv2d`,
  "Along axes": `
    x.sum                     | sum                                                | sum                             | sum
    x.mean                    | mean                                               | mean                            | mean
    x.product                 | prod                                               | prod                            | prod
    x.variance                | var                                                | var                             |
    x.standardDeviation       | std                                                | std                             |
    x.norm                    | linalg.norm linalg.vector_norm                     | norm linalg.vector_norm         | norm euclideanNorm
    x.logSumExp               | scipy.special.logsumexp jax.nn.logsumexp           | logsumexp                       | logSumExp
    x.max                     | max amax                                           | max amax                        | max
    x.min                     | min amin                                           | min amin                        | min
    x.argmax                  | argmax                                             | argmax                          | argMax
    x.argmin                  | argmin                                             | argmin                          | argMin
    x.any                     | any                                                | any                             | any
    x.all                     | all                                                | all                             | all
    x.median                  | median                                             | median                          |
    x.quantile                | quantile percentile                                | quantile                        |
    x.cumulativeSum           | cumsum cumulative_sum                              | cumsum                          | cumsum
    x.cumulativeProduct       | cumprod cumulative_prod                            | cumprod                         | cumprod
    x.cumulativeMax           | maximum.accumulate                                 | cummax                          |
    x.cumulativeMin           | minimum.accumulate                                 | cummin                          |
    x.softmax                 | scipy.special.softmax jax.nn.softmax               | softmax                         | softmax
    x.logSoftmax              | scipy.special.log_softmax jax.nn.log_softmax       | log_softmax                     | logSoftmax`,
  "Order and counts": `
    x.sort                    | sort partition                                     | sort msort                      |
    x.argsort                 | argsort argpartition                               | argsort                         |
    x.topK                    | jax.lax.top_k                                      | topk                            | topk
    searchSorted              | searchsorted digitize                              | searchsorted bucketize          | searchSorted lowerBound upperBound
    unique                    | unique unique_values                               | unique                          | unique
    bincount                  | bincount                                           | bincount                        | bincount denseBincount
    histogram                 | histogram                                          | histogram                       |`,
  "Other shapes": `
    x.reshape                 | reshape                                            | reshape Tensor.view unflatten   | reshape
    x.flatten                 | ravel ndarray.flatten                                     | flatten ravel                   |
    x.transpose               | matrix_transpose linalg.matrix_transpose          | t                        | transpose
    x.permute                 | transpose permute_dims swapaxes moveaxis rollaxis  | permute swapaxes movedim        | transpose
    x.broadcastTo             | broadcast_to broadcast_arrays                      | broadcast_to broadcast_tensors Tensor.expand | broadcastTo
    x.expandDims              | expand_dims atleast_1d atleast_2d atleast_3d       | unsqueeze atleast_1d atleast_2d atleast_3d | expandDims
    x.squeeze                 | squeeze                                            | squeeze                         | squeeze
    x.as                      |                                                    |                                 | ensureShape`,
  "Orders, copies and triangles": `
    x.flip                    | flip fliplr flipud                                 | flip fliplr flipud              | reverse reverse1d reverse2d reverse3d reverse4d image.flipLeftRight
    x.roll                    | roll                                               | roll                            |
    x.tile                    | tile                                               | tile Tensor.repeat              | tile
    x.repeat                  | repeat                                             | repeat_interleave               |
    x.diagonal                | diagonal linalg.diagonal                           | diagonal diag                   |
    x.triu                    | triu                                               | triu                            | linalg.bandPart
    x.tril                    | tril tri                                           | tril                            | linalg.bandPart`,
  "Parts and joins": `
    x.slice                   |                                                    | narrow                          | slice slice1d slice2d slice3d slice4d stridedSlice layers.cropping2D layers.centerCrop
    x.window                  | jax.lax.dynamic_slice_in_dim                       | narrow                          | slice
    x.index                   |                                                    | select                          |
    x.split                   | split array_split hsplit vsplit dsplit             | split tensor_split chunk        | split
    x.unstack                 | unstack                                            | unbind                          | unstack
    x.pad                     | pad                                                | nn.functional.pad               | pad pad1d pad2d pad3d pad4d layers.zeroPadding2d
    x.gather                  |                                                    | index_select                    | gather
    x.take                    | take                                               | index_select                    | gather
    x.takeAlong               | take_along_axis                                    | gather take_along_dim           |
    x.scatter                 |                                                    | index_copy                      | tensorScatterUpdate scatterND
    x.scatterAdd              | add.at                                             | index_add                       | unsortedSegmentSum
    concat                    | concatenate concat append hstack vstack dstack column_stack row_stack block | cat concat hstack vstack dstack column_stack | concat concat1d concat2d concat3d concat4d
    stack                     | stack                                              | stack                           | stack`,
  "Linear algebra, in conformable/linalg": `
    linalg.solve              | linalg.solve                                       | linalg.solve                    |
    linalg.inverse            | linalg.inv                                         | linalg.inv                      |
    linalg.determinant        | linalg.det                                         | linalg.det                      |
    linalg.leastSquares       | linalg.lstsq                                       | linalg.lstsq                    |
    linalg.pseudoInverse      | linalg.pinv                                        | linalg.pinv                     |
    linalg.cholesky           | linalg.cholesky jax.lax.linalg.cholesky            | linalg.cholesky                 |
    linalg.lu                 | scipy.linalg.lu jax.lax.linalg.lu                  | linalg.lu                       |
    linalg.qr                 | linalg.qr                                          | linalg.qr                       | linalg.qr linalg.gramSchmidt
    linalg.svd                | linalg.svd jax.lax.linalg.svd                      | linalg.svd                      |
    linalg.eigh               | linalg.eigh jax.lax.linalg.eigh                    | linalg.eigh                     |
    linalg.norm               | linalg.matrix_norm                                 | linalg.matrix_norm              |
    linalg.matrixRank         | linalg.matrix_rank                                 | linalg.matrix_rank              |
    linalg.trace              | trace linalg.trace                                 | trace                           |`,
  "Random numbers": `
    random                    | random.seed random.default_rng jax.random.key      | Generator manual_seed           |
    randomNormal              | random.normal random.standard_normal random.randn jax.random.normal | randn normal   | randomNormal randomStandardNormal
    randomUniform             | random.uniform random.random random.rand random.random_sample random.ranf random.sample jax.random.uniform | rand | randomUniform rand
    source.uniform            | random.random                                      |                                 |
    source.normal             | random.standard_normal                             |                                 |
    source.integers           | random.randint random.random_integers jax.random.randint | randint                   | randomUniformInt
    source.bernoulli          | jax.random.bernoulli                               | bernoulli                       |
    source.categorical        | jax.random.categorical random.choice jax.random.choice | multinomial                 | multinomial
    source.permutation        | random.permutation random.shuffle jax.random.permutation | randperm                  | util.createShuffledIndices
    source.split              | jax.random.split                                   |                                 |`,
  "Functions of tensors": `
    grad                      | jax.grad                                           | func.grad autograd.grad         | grad grads
    valueAndGrad              | jax.value_and_grad                                 | func.grad_and_value             | valueAndGrad valueAndGrads variableGrads
    vjp                       | jax.vjp                                            | func.vjp                        |
    jvp                       | jax.jvp                                            | func.jvp                        |
    jacobian                  | jax.jacobian jax.jacrev jax.jacfwd                 | func.jacrev func.jacfwd         |
    hessian                   | jax.hessian                                        | func.hessian                    |
    lbfgs                     | scipy.optimize.minimize optax.lbfgs                | optim.LBFGS                     |
    stopGradient              | jax.lax.stop_gradient                              | Tensor.detach                   |
    vmap                      | jax.vmap apply_along_axis vectorize                | vmap func.vmap                  |
    compile                   | jax.jit                                            | compile                         |
    trace                     | jax.make_jaxpr                                     | fx.symbolic_trace               |
    mapTensors                | jax.tree.map                                       | utils._pytree.tree_map          |
    addTrees scaleTree        |                                                    |                                 |
    globalNorm                | optax.global_norm                                  | nn.utils.get_total_norm         |
    clipByGlobalNorm          | optax.clip_by_global_norm                          | nn.utils.clip_grad_norm_        |`,
};

/** What isn't an operation: the rest of what the entries export. */
export const others: Readonly<Record<string, string>> = {
  "Sizes, errors and engines": `
    dim                       |                                                    | export.Dim                      |
    ShapeError                |                                                    |                                 |
    useEngine                 |                                                    | set_num_threads                 | setBackend`,
  "Files and threads, in conformable/io": `
    io.readNpy io.npyShape    | load                                               |                                 |
    io.writeNpy               | save                                               |                                 |
    io.readNpz                | load                                               |                                 |
    io.writeNpz               | savez savez_compressed                             |                                 |
    io.readSafetensors io.TensorFile |                                             | safetensors.torch.load_file      |
    io.writeSafetensors       |                                                    | safetensors.torch.save_file      |
    io.loadNetwork            |                                                    | nn.Module.load_state_dict       | loadLayersModel
    io.saveNetwork            |                                                    | nn.Module.state_dict            |
    io.readCsv io.Table       | loadtxt genfromtxt                                 |                                 | data.csv
    io.FormatError            |                                                    |                                 |
    io.transfer io.receive io.receiveLike |                                        |                                 |`,
  "Other runtimes": `
    onnx.toOnnx               |                                                    | onnx.export                     |
    stablehlo.toStableHlo     | jax.export.export                                  |                                 |`,
};
