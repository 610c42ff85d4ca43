import Colony
import Policies
import Testing

/// An adversity, and the end it must lead some task to.
struct Adversity: CustomTestStringConvertible, Sendable {
  var state: TaskState
  var adjust: @Sendable (inout Configuration) -> Void
  var testDescription: String { state.name }
}

private let adversities: [Adversity] = [
  Adversity(state: .completed) { _ in },
  Adversity(state: .refunded) {
    $0.disputeRatio = 1
    $0.learning = "local"  // so that nodes come to disagree
    $0.tasks = 3_000
  },
  Adversity(state: .overpriced) { $0.load = 2 },
  Adversity(state: .unshortlisted) { $0.crashesPerHour = 200 },
  Adversity(state: .unserved) { $0.load = 2; $0.invited = 1 },
  Adversity(state: .unrevealed) { $0.lossRatio = 0.6; $0.invited = 1 },
  Adversity(state: .late) { $0.flaky = 1 },
  Adversity(state: .crashed) { $0.crashesPerHour = 30 },
  Adversity(state: .cutOff) { $0.partition = 0.7 },
]

@Test(arguments: adversities)
func `every adversity leads tasks to its end, and nothing is lost`(adversity: Adversity) throws {
  let colony = try smallColony(tasks: 500, adversity.adjust)
  colony.run()
  #expect(colony.isDone)
  #expect(colony.metrics[adversity.state] > 0)
  #expect(TaskState.ends.reduce(0) { $0 + colony.metrics[$1] } == colony.taskCount, "every task ends once")
  let report = colony.report()
  guard case .table(let market) = report["market"], case .boolean(true) = market["balanced"] else {
    Issue.record("the books don't balance")
    return
  }
}

/// The fitness rule decides which model a node runs: one that leaves no room for an adapter strands its tasks.
@Test func `a model too big for its node is a named end too`() throws {
  let colony = try smallColony(tasks: 3_000)  // long enough for every node to review its model
  let greedy = rule("fitness", "biggest") { $0.result(0, $0.numberArgument(2) ?? 0) }
  colony.policies["fitness"]!.use(greedy)
  colony.run()
  #expect(colony.metrics[.misfit] > 0)
}

@Test func `the ends are all reachable: the table above names each`() {
  #expect(Set(adversities.map(\.state)).union([.misfit]) == Set(TaskState.ends))
}
