import Economy
import Interface

/// The governor of a colony, reached between two events.
final class ColonySeat: GovernanceSeat {
  private let run: ColonyRun

  init(_ run: ColonyRun) { self.run = run }

  var title: String { run.progress.title }

  func withGovernor<R>(_ body: (Governor, Int64) throws -> R) rethrows -> R {
    try run.withColony { colony in
      defer { colony.followGovernance() }
      return try body(colony.governor, colony.now)
    }
  }

  func perform(_ act: GovernanceAct) throws -> Int? { try run.withColony { try $0.perform(act, at: $0.now) } }

  func name(of member: Int) -> String { "node \(member + 1)" }

  func member(named name: String) -> Int? {
    guard name.hasPrefix("node "), let number = Int(name.dropFirst(5)), number >= 1 else { return nil }
    return number - 1
  }

  func advance(by time: Int64) throws { throw ScriptError("governor:advance: a colony's time passes as it runs: colony:run(until)") }

  func setStake(_ amount: Int64, of member: String) throws {
    throw ScriptError("governor:stake: a colony's nodes vote with the stake they have put down")
  }
}
