import CKernels

/// Which instruction set's kernels are in use: the best this CPU has, or what the environment variable FORMIC_KERNELS
/// names. All give the same bits.
public enum KernelVariant {
  /// serial, avx2, avx512 or neon.
  public static var live: String { String(cString: ck_live_kernels().pointee.path) }

  /// Those this CPU can run, from `serial` to the best.
  public static var available: [String] {
    sequence(first: 0) { $0 + 1 }.lazy.prefix { ck_variant(Int32($0)) != nil }.map { String(cString: ck_variant(Int32($0)).pointee.path) }
  }
}
