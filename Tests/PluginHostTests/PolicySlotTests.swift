import Kernels
import Policies
import Testing

@Suite struct PolicySlotTests {
  private func frame() -> PolicyFrame {
    let frame = PolicyFrame(SampleKind.make(), random: RandomStream(seed: 1))
    frame.set(0, 2.0)
    frame.argument(0, 5.0)
    return frame
  }

  @Test func `a faulty answer is replaced by the built-in rule's`() {
    let slot = PolicySlot(SampleKind.make()), frame = frame()
    slot.use(SampleKind.answering("greedy") { _ in 1001 })
    #expect(!slot.call(0, frame))
    #expect(frame.numberResult(0) == 10)
    #expect(slot.faults.map(\.description) == ["scaling/greedy native: scale: scaled is 1001.0 µrUv, outside 0.0…1000.0"])
  }

  @Test(arguments: [(true, 1), (false, 3)]) func `a policy is suspended after its strikes`(movesMoney: Bool, strikes: Int) {
    let slot = PolicySlot(SampleKind.make(movesMoney: movesMoney)), frame = frame()
    slot.use(SampleKind.answering("greedy") { _ in .nan })
    for i in 1...strikes {
      #expect(slot.suspension == nil)
      slot.call(0, frame)
      #expect(slot.faultCount == i)
    }
    #expect(slot.suspension != nil)
    #expect(slot.answering === slot.fallback)
    #expect(slot.suspensions.map(\.policy.name) == ["greedy"])
    slot.call(0, frame)
    #expect(slot.faultCount == strikes)
  }

  @Test func `the previous policy takes over from a suspended one, then the built-in rule`() {
    let slot = PolicySlot(SampleKind.make(movesMoney: true)), frame = frame()
    var isSane = true
    slot.use(SampleKind.answering("steady") { _ in isSane ? 7 : -1 })
    slot.use(SampleKind.answering("greedy") { _ in -1 })
    slot.call(0, frame)
    #expect(slot.suspension != nil)
    #expect(slot.call(0, frame))
    #expect(frame.numberResult(0) == 7)
    isSane = false
    #expect(!slot.call(0, frame))
    #expect(slot.answering === slot.fallback)
    #expect(slot.suspensions.map(\.policy.name) == ["greedy", "steady"])
    slot.reinstate()
    #expect(slot.answering === slot.active && slot.suspension == nil)
  }

  @Test func `a suspended policy never becomes the stand-in`() {
    let slot = PolicySlot(SampleKind.make(movesMoney: true)), frame = frame()
    slot.use(SampleKind.answering("bad") { _ in -1 })
    slot.call(0, frame)
    slot.use(SampleKind.answering("worse") { _ in -2 })
    slot.call(0, frame)
    #expect(slot.answering === slot.fallback)
  }

  @Test func `the check a layer adds counts like any violation`() {
    let slot = PolicySlot(SampleKind.make(movesMoney: true)), frame = frame()
    slot.use(SampleKind.answering("odd") { _ in 7 })
    slot.call(0, frame) { (frame) throws(PolicyFault) in
      if frame.numberResult(0) == 7 { throw .violation(slot.answering, "scale", "7 is odd") }
    }
    #expect(slot.suspension?.description == "scaling/odd native: scale: 7 is odd")
    #expect(frame.numberResult(0) == 10)
  }

  @Test func `the built-in rule draws from where the faulty policy began`() {
    let slot = PolicySlot(SampleKind.make()), frame = frame()
    slot.use(NativePolicy(kind: "scaling", name: "drawing", [{ frame, _ in
      var stream = RandomStream(seed: 1)
      stream.state = frame.random
      _ = stream.next()
      frame.random = stream.state
      frame.result(0, -1.0)
    }, nil]))
    slot.call(0, frame)
    #expect(frame.random.draw == 0)
  }

  @Test func `an output array is checked element by element`() {
    let kind = SampleKind.make(), slot = PolicySlot(kind), frame = frame()
    let amounts = Vector([1.0, 2, 3]), out = Vector([0.0, 0, 0]), chosen = Vector([1, 1, 0] as [UInt8])
    slot.use(NativePolicy(kind: "scaling", name: "leaky", [nil, { frame, _ in
      frame.outputElements(2, Double.self)[1] = .infinity
    }]))
    func lend() {
      frame.lendArgument(0, amounts.view.pointee.data.assumingMemoryBound(to: Double.self), count: 3)
      frame.lendArgument(1, chosen.view.pointee.data.assumingMemoryBound(to: UInt8.self), count: 3)
      frame.lendOutput(2, out.view.pointee.data.assumingMemoryBound(to: Double.self), count: 3)
    }
    lend()
    slot.call(1, frame)
    frame.endCall()
    #expect(slot.faults.first?.description == "scaling/leaky native: scale_all: out[2] is inf, not a finite number")
    #expect((0..<3).map { out[$0] as Double } == [2, 4, 0])
  }

  @Test func `what was lent is nil and stale after the call`() {
    let frame = frame(), weights = Vector([1.0, 2])
    frame.lend(2, weights.view.pointee.data.assumingMemoryBound(to: Double.self), count: 2)
    let kept = frame.context[2].array.pointee
    #expect(frame.elements(2, Double.self).count == 2)
    frame.endCall()
    #expect(frame.elements(2, Double.self).isEmpty)
    #expect(kept.block.pointee.generation != kept.generation)
  }
}
