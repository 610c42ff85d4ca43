/// A vector that was found near another.
public struct Neighbour: Sendable, Equatable {
  public let id: Int64
  /// By the index's metric, from the vectors themselves.
  public let distance: Float

  public init(id: Int64, distance: Float) {
    self.id = id
    self.distance = distance
  }
}

/// Nearer first; of two as near the lower id, so that the order of insertion shows nowhere.
extension Neighbour: Comparable {
  public static func < (a: Neighbour, b: Neighbour) -> Bool { a.distance < b.distance || (a.distance == b.distance && a.id < b.id) }
}
