/// Arrays in NumPy's `.npy` files (NEP 1, versions 1 to 3): one or two dimensions, little-endian.
public enum Npy {
  /// What a file held.
  public enum Content {
    case vector(Vector)
    case matrix(Matrix)
  }

  /// Reads an array: `<f4 <f8 <i8` as f32, f64, i64; `|b1` as mask; `|i1 |u1` widened to f32, which holds them exactly.
  ///
  /// A file in Fortran order gives a strided view. A shape of no dimension gives a vector of one element.
  ///
  /// - Throws: `NpyError` naming the file and what is wrong with it; nothing is allocated before the file's size has
  ///   been found to agree with the shape it claims.
  public static func load(_ path: String) throws -> Content {
    let file = try NpyFile(path)
    let (rows, columns) = (file.header.rows, file.header.columns)
    if file.header.shape.count == 2 {
      let isTransposed = file.header.isFortranOrder
      let matrix = try Matrix(file.header.format.elementType, rows: isTransposed ? columns : rows, columns: isTransposed ? rows : columns)
      try file.readElements(into: matrix.view.pointee)
      return .matrix(isTransposed ? try matrix.transpose() : matrix)
    }
    let vector = try Vector(file.header.format.elementType, count: rows)
    try file.readElements(into: vector.view.pointee)
    return .vector(vector)
  }

  /// Reads a file that must hold one dimension.
  public static func loadVector(_ path: String) throws -> Vector {
    guard case .vector(let vector) = try load(path) else {
      throw NpyError(path: path, problem: "holds two dimensions where one is expected")
    }
    return vector
  }

  /// Reads a file that must hold two dimensions.
  public static func loadMatrix(_ path: String) throws -> Matrix {
    guard case .matrix(let matrix) = try load(path) else {
      throw NpyError(path: path, problem: "holds one dimension where two are expected")
    }
    return matrix
  }

  /// Reads a file's elements as they are stored, e.g. the bytes of an int8 matrix.
  public static func loadBytes(_ path: String) throws -> (header: NpyHeader, bytes: [UInt8]) {
    let file = try NpyFile(path)
    return (file.header, try file.readBytes())
  }

  public static func save(_ vector: Vector, to path: String) throws {
    try save(vector.view.pointee, shape: "(\(vector.count),)", vector.type, isLive: vector.isLive, to: path)
  }

  public static func save(_ matrix: Matrix, to path: String) throws {
    try save(matrix.view.pointee, shape: "(\(matrix.rows), \(matrix.columns))", matrix.type, isLive: matrix.isLive, to: path)
  }
}

/// Why a file could not be read or written as `.npy`.
public struct NpyError: Error, CustomStringConvertible {
  public var path: String
  public var problem: String
  public var description: String { "\(path): \(problem)" }
}
