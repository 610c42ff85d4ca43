/// What a caller of the vector memory can do something about.
public enum VectorError: Error, CustomStringConvertible, Equatable {
  case dimension(Int, expected: Int)
  case notFinite
  /// A vector of zeros, or nearly: no cosine is defined.
  case noDirection
  /// A norm of more than 3·10¹⁸, whose square leaves no room for sums.
  case tooLong
  case present(Int64)
  case absent(Int64)
  /// More than there can be slots.
  case full
  case tag(bytes: Int)
  case outOfMemory(vectors: Int, dimension: Int)
  /// Ctrl-C, or whoever else raised `ck_interrupted`.
  case interrupted
  /// Of a file, which is named, and where in it.
  case file(String)

  public var description: String {
    switch self {
    case .dimension(let count, let expected): "a vector has \(count) elements, not the \(expected) of this memory"
    case .notFinite: "a vector's elements must be finite"
    case .noDirection: "a vector of zeros has no direction: cosine is not defined"
    case .tooLong: "a vector's norm must be at most 3e18"
    case .present(let id): "there is a vector of id \(id) already: update it"
    case .absent(let id): "there is no vector of id \(id)"
    case .full: "a vector memory holds at most \(VectorRows.countMax) vectors"
    case .tag(let bytes): "a tag has at most \(VectorTags.bytesMax) bytes, not \(bytes)"
    case .outOfMemory(let vectors, let dimension): "not enough memory for \(vectors) vectors of \(dimension) elements"
    case .interrupted: "interrupted"
    case .file(let text): text
    }
  }
}
