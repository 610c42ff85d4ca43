public import Interface

/// The modules of native numerics as scripts see them.
public enum KernelsInterface {
  public static let modules: [Module] = [vector, matrix, npy, money, fmath, graph]
}
