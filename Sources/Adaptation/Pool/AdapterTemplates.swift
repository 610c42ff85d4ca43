import Kernels

/// The untrained adapters every node of a colony starts with: one a task type, drawn once from the colony's seed.
public final class AdapterTemplates: @unchecked Sendable {  // immutable after init
  public let shape: LoRAShape
  public let count: Int
  private let storage: UnsafeMutablePointer<Float>

  public init(_ shape: LoRAShape, count: Int, seed: UInt64) {
    precondition(count >= 0)
    self.shape = shape
    self.count = count
    storage = .allocate(capacity: max(1, count * shape.parameterCount))
    let random = RandomStream(seed: seed, "adapter", "template")
    for index in 0..<count {
      var random = random.lane(UInt64(index))
      shape.initialize(storage + index * shape.parameterCount, &random)
    }
  }

  deinit { storage.deallocate() }

  public func parameters(_ index: Int) -> UnsafePointer<Float> {
    precondition((0..<count).contains(index))
    return UnsafePointer(storage + index * shape.parameterCount)
  }
}
