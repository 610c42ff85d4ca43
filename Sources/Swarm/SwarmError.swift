/// What a caller of the swarm layer can do something about: what, which, the allowed range.
public struct SwarmError: Error, CustomStringConvertible, Equatable {
  public var description: String
  public init(_ description: String) { self.description = description }
}
