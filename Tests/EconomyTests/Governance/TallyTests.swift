import Economy
import Kernels
import Policies
import Testing

@Suite struct TallyTests {
  private func tally(_ name: String, _ weight: @escaping @Sendable (Int64) -> Int64) -> any Policy {
    NativePolicy(kind: "governance", name: name, [{ frame, _ in
      let stakes = frame.argumentElements(0, Int64.self), weights = frame.outputElements(1, Int64.self)
      for i in 0..<stakes.count { weights[i] = weight(stakes[i]) }
    }])
  }

  /// One large stake against many small ones.
  private func decide(_ chamber: Chamber) throws -> Bool {
    let governor = chamber.governor, number = try chamber.propose(at: 100).number
    try governor.vote(.for, on: number, by: 0, at: 105)
    for member in 1..<10 { try governor.vote(.against, on: number, by: member, at: 105) }
    governor.settle(at: 112)
    return chamber.state(number) == .queued
  }
  private static let stakes = [100] + [Int64](repeating: 5, count: 9)

  @Test func `the tally in force decides`() throws {
    #expect(try decide(Chamber(stakes: Self.stakes)))
    #expect(try !decide(Chamber(stakes: Self.stakes, tally: tally("heads") { min($0, 1) })))
  }

  @Test func `a tally that makes votes out of nothing is suspended at once, and stake decides`() throws {
    for weight in [{ $0 * 2 }, { -$0 }, { _ in Int64.max }] as [@Sendable (Int64) -> Int64] {
      let chamber = try Chamber(stakes: Self.stakes, tally: tally("wild", weight))
      #expect(try decide(chamber))
      #expect(chamber.governor.tally.slot.suspension != nil && chamber.governor.proposals[0].weight?.for == 100)
    }
  }

  @Test func `a swap doesn't change a running vote`() throws {
    let chamber = try Chamber(stakes: Self.stakes, tally: tally("heads") { min($0, 1) }), governor = chamber.governor
    _ = try chamber.propose(at: 90)
    governor.tally.slot.use(tally("stake") { $0 })
    try governor.vote(.for, on: 1, by: 0, at: 95)
    try governor.vote(.against, on: 1, by: 1, at: 95)
    try governor.vote(.against, on: 1, by: 2, at: 95)
    #expect(try decide(chamber), "the new one decides what is proposed from now on")
    #expect(chamber.state(1) == .defeated && governor.proposals[0].tally.identity.name == "heads")
  }
}
