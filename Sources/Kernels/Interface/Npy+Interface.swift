import Interface

extension KernelsInterface {
  /// `npy`: NumPy's array files.
  static let npy = Module(
    "npy", "Arrays in NumPy's .npy files.",
    functions: [
      Function("load", "Reads a file: a vector of one dimension, or a matrix of two.",
        detail: "Elements <f4 <f8 <i8 |b1, and |i1 |u1 widened to f32. A malformed or truncated file is an error.", .string("path"),
        returns: Parameter("array", .any, "vector or matrix"),
        example: "(function() local p = os.tmpname(); npy.save(p, vector.ones(3)); return npy.load(p) end)()", errors: ["the file cannot be read, or holds no array of one or two dimensions of a known type"]
      ) { path in
        switch try Npy.load(path) {
        case .vector(let vector): Value.object(vector)
        case .matrix(let matrix): Value.object(matrix)
        }
      },
      Function("save", "Writes a vector or a matrix.", .string("path"), .any("array", "vector or matrix"), returns: .nothing,
        example: "npy.save(os.tmpname(), matrix.identity(2))", errors: ["the file cannot be written", "the value is neither a vector nor a matrix"]
      ) { path, array in
        switch array {
        case .object(let vector as Vector): try Npy.save(vector, to: path)
        case .object(let matrix as Matrix): try Npy.save(matrix, to: path)
        default: throw ScriptError("npy.save: bad argument #2 'array' (vector or matrix expected, got \(array.typeName))")
        }
        return Nothing()
      },
    ])
}
