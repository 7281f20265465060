/** What the library lacks, and why. After each reason: the names of NumPy and JAX, of PyTorch and of TensorFlow.js, as in `groups.ts`. */
export interface Refusal {
  readonly what: string;
  readonly why: string;
  readonly names: string;
}

export const refused: readonly Refusal[] = [
  {
    what: "Complex numbers",
    why: "Numbers are real. Complex ones would need a second version of every operation and derivative, and few programs use them.",
    names: `conj conjugate real imag angle iscomplex iscomplexobj isreal isrealobj real_if_close sort_complex linalg.eig linalg.eigvals
      | complex conj real imag angle is_complex linalg.eig linalg.eigvals | complex real imag`,
  },
  {
    what: "Fourier transforms and signals",
    why: "Their results are complex, and they need kernels of their own. Windows such as Hann's are lines with `cos`.",
    names: `fft.fft fft.ifft fft.fft2 fft.ifft2 fft.fftn fft.ifftn fft.rfft fft.irfft fft.rfft2 fft.irfft2 fft.rfftn fft.irfftn fft.hfft fft.ihfft
      fft.fftfreq fft.rfftfreq fft.fftshift fft.ifftshift unwrap bartlett blackman hann hamming
      | fft.fft fft.ifft fft.rfft fft.irfft stft istft hann_window hamming_window blackman_window bartlett_window
      | fft ifft rfft irfft spectral.fft spectral.ifft spectral.rfft spectral.irfft signal.stft signal.frame signal.hannWindow
      signal.hammingWindow cosineWindow enclosingPowerOfTwo`,
  },
  {
    what: "Results whose size depends on the numbers",
    why: "The compiler can't know such a size. Keep the shape, and choose with `where`. (`unique` gives its size a name, because nothing else would do.)",
    names: `nonzero flatnonzero argwhere extract compress trim_zeros union1d intersect1d setdiff1d setxor1d unique_all unique_counts
      unique_inverse
      | nonzero argwhere masked_select unique_consecutive
      | booleanMaskAsync whereAsync setdiff1dAsync`,
  },
  {
    what: "Changes in place, and views that share memory",
    why: "Tensors never change, so a gradient or a program can rely on them. `scatter` and `where` return changed copies.",
    names: `copyto put put_along_axis place putmask fill_diagonal ndarray.fill ndarray.view shares_memory may_share_memory require ndarray.byteswap
      | Tensor.add_ Tensor.copy_ Tensor.index_put_ Tensor.put_ Tensor.masked_fill_ Tensor.fill_diagonal_ Tensor.scatter_ Tensor.as_strided
      | buffer`,
  },
  {
    what: "Other types of numbers",
    why: "A tensor holds float32 or float64, as the engine does. Truth values are 1 and 0; class numbers are exact up to 16,777,216.",
    names: `astype can_cast common_type promote_types result_type issubdtype isdtype min_scalar_type mintypecode typename finfo iinfo isnat
      isscalar iterable isfortran asfortranarray jax.lax.bitcast_convert_type
      | Tensor.to Tensor.type can_cast promote_types result_type finfo iinfo quantize_per_tensor
      | cast`,
  },
  {
    what: "Whole numbers and their bits",
    why: "There are no integer types (see above).",
    names: `bitwise_and bitwise_or bitwise_xor bitwise_not bitwise_invert bitwise_count bitwise_left_shift bitwise_right_shift invert left_shift
      right_shift packbits unpackbits gcd lcm binary_repr base_repr jax.random.bits random.bytes
      | bitwise_and bitwise_or bitwise_xor bitwise_not bitwise_left_shift bitwise_right_shift gcd lcm
      | bitwiseAnd`,
  },
  {
    what: "The parts of a floating-point number",
    why: "They are about the format of the numbers. If you need them, read the numbers with `dataSync`.",
    names: "frexp ldexp nextafter spacing | frexp ldexp nextafter |",
  },
  {
    what: "Arrays of positions",
    why: "An index names entries along one axis, whose size the compiler knows. Triangles are `triu` and `tril`, a diagonal is `diagonal`.",
    names: `diag_indices diag_indices_from tril_indices tril_indices_from triu_indices triu_indices_from mask_indices ix_ unravel_index
      ravel_multi_index lexsort
      | tril_indices triu_indices unravel_index cartesian_prod combinations
      | gatherND maxPoolWithArgmax`,
  },
  {
    what: "Polynomials and numerical analysis",
    why: "They are for other libraries; fit a polynomial with `linalg.leastSquares`.",
    names: `poly polyadd polyder polydiv polyfit polyint polymul polysub polyval roots vander interp gradient i0
      | vander gradient special.i0 special.gammaln special.digamma |`,
  },
  {
    what: "Statistics that skip NaN",
    why: "Decide first what a missing number means: replace it with `where`, or leave its row out.",
    names: "nanmedian nanpercentile nanquantile nanstd nanvar | nanmedian nanquantile |",
  },
  {
    what: "Histograms of several variables",
    why: "Count with `bincount`, over class numbers that you compute from the variables.",
    names: "histogram2d histogramdd | histogramdd |",
  },
  {
    what: "Shapes as data",
    why: "The compiler computes shapes. A shape that only the program computes has no type.",
    names: "broadcast_shapes | broadcast_shapes | broadcastArgs",
  },
  {
    what: "Other distributions",
    why: "They need methods of rejection, or are seldom used. Draw from them with a library for statistics, and make a tensor of the numbers.",
    names: `random.beta random.gamma random.standard_gamma random.dirichlet random.f random.hypergeometric random.logseries random.multinomial
      random.negative_binomial random.noncentral_chisquare random.noncentral_f random.poisson random.standard_t random.triangular
      random.vonmises random.wald random.zipf jax.random.ball jax.random.double_sided_maxwell jax.random.triangular
      | distributions.Beta distributions.Gamma distributions.Dirichlet poisson distributions.StudentT
      | randomGamma truncatedNormal`,
  },
  {
    what: "The state of a generator",
    why: "A source starts from a seed, and `split` makes independent ones.",
    names: `random.get_state random.set_state random.get_bit_generator random.set_bit_generator
      | get_rng_state set_rng_state |`,
  },
  {
    what: "Derivatives by hand",
    why: "An operation of your own is composed of ours, and has a derivative. A layer may have its own `backward`, and `checkGradients` checks it.",
    names: "| autograd.Function | customGrad",
  },
  {
    what: "Convolution in three dimensions, and rarer forms",
    why: "They need kernels of their own, and few networks use them.",
    names: `jax.lax.reduce_window
      | nn.Conv3d nn.ConvTranspose3d nn.MaxPool3d nn.AvgPool3d nn.Fold nn.Unfold nn.LocalResponseNorm nn.PixelShuffle
      | conv3d conv3dTranspose avgPool3d maxPool3d dilation2d depthToSpace spaceToBatchND batchToSpaceND localResponseNormalization
      layers.conv3d layers.conv3dTranspose layers.averagePooling3d layers.avgPool3d layers.avgPooling3d layers.maxPooling3d layers.convLstm2d
      layers.convLstm2dCell`,
  },
  {
    what: "Processing of images",
    why: "Prepare images with a library for images before they become tensors.",
    names: `| nn.functional.grid_sample nn.functional.affine_grid
      | image.cropAndResize image.grayscaleToRGB image.nonMaxSuppression image.nonMaxSuppressionAsync image.nonMaxSuppressionPadded
      image.nonMaxSuppressionPaddedAsync image.nonMaxSuppressionWithScore image.nonMaxSuppressionWithScoreAsync image.rgbToGrayscale
      image.rotateWithOffset image.resizeBilinear image.threshold image.transform layers.randomWidth layers.resizing`,
  },
  {
    what: "Other layers",
    why: "Write one with `layer` from a function of tensors.",
    names: `| nn.AlphaDropout nn.Dropout1d
      | layers.RNN layers.RNNCell layers.rnn layers.stackedRNNCells multiRNNCell layers.timeDistributed layers.masking
      layers.alphaDropout layers.gaussianDropout layers.gaussianNoise layers.spatialDropout1d
      layers.categoryEncoding layers.repeatVector layers.permute`,
  },
  {
    what: "Graphs of layers",
    why: "A network with several paths is a function of tensors: it joins them with `add`, `multiply`, `maximum` or `concat`.",
    names: `| | layers.input layers.inputLayer layers.average layers.dot layers.maximum layers.minimum layers.multiply`,
  },
  {
    what: "Other optimisers",
    why: "`adam` has taken the place of these optimisers.",
    names: "| optim.Adadelta optim.Adamax | train.adadelta train.adamax",
  },
  {
    what: "Trees as lists",
    why: "A tree of tensors is an object or an array, so `Object.values` has its parts. `mapTensors` keeps its type.",
    names: "jax.tree.flatten jax.tree.unflatten jax.tree.leaves jax.tree.structure | utils._pytree.tree_flatten |",
  },
];

/** What isn't an operation on dense arrays of numbers. It doesn't count, here or there. */
export const outside: Readonly<Record<string, string>> = {
  "Strings, sparse and ragged tensors": `raggedGather raggedRange raggedTensorToTensor sparse.sparseFillEmptyRows sparse.sparseReshape
    sparse.sparseSegmentMean sparse.sparseSegmentSum sparseToDense string.staticRegexReplace string.stringNGrams string.stringSplit
    string.stringToHashBucketFast`,
  "Text and files": `loadNpy loadNpySync loadSync parseNpy parseNpyData parseNpyHeader saveNpy saveNpySync saveSync serializeNpy loadNpz loadNpzSync
    loadNpzFile loadNpzFileSync parseNpz parseNpzSync saveNpzFile saveNpzFileSync serializeNpz serializeNpzSync loadtxtSync genfromtxtFile
    genfromtxtFileSync parseTxt format_float_positional format_float_scientific fromfile fromregex fromregexFile fromregexFileSync fromstring savetxt savetxtSync
    serializeTxt tofile`,
  "Settings, devices and memory": `einsum_path configureWasm wasmFreeBytes get_printoptions set_printoptions printoptions geterr seterr blockUntilReady
    defaultDevice devicePut getWebGPUDevice init setDebug tree.dispose tree.ref op`,
};
