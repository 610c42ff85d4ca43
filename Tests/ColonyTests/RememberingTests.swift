import Colony
import Interface
import Policies
import Testing

@Suite struct RememberingTests {
  private func scene(_ memory: String, seed: Int64 = 1) throws -> Colony {
    try smallColony(tasks: 500) { ($0.memory, $0.unseen, $0.specialization, $0.seed) = (memory, 3, 0.7, seed) }
  }

  @Test func `domains that are new come only in the second half, and every other task is as before`() throws {
    let colony = try scene("none")
    colony.run(until: colony.duration / 2)
    #expect(colony.metrics.novel.total == 0)
    colony.run()
    let novel = colony.metrics.novel
    #expect(novel.total > 20 && novel.completed > 0 && novel.latencies.count == novel.completed && novel.right <= novel.completed)
  }

  @Test func `remembering by a policy that trusts nothing is not remembering`() throws {
    let without = try scene("none"), trustless = try scene("gossip")
    trustless.policies["memory"]!.use(rule("memory", "none") { $0.result(0, 0.0) })
    without.run()
    trustless.run()
    #expect(trustless.resultDigest == without.resultDigest)
    #expect(trustless.policies["memory"]!.calls > 100)
  }

  @Test func `what is remembered changes who is asked, and comes out alike every time`() throws {
    var digests: Set<String> = []
    for memory in ["none", "local", "gossip"] {
      let first = try scene(memory), second = try scene(memory)
      first.run()
      second.run()
      #expect(first.resultDigest == second.resultDigest, "\(memory)")
      digests.insert(first.resultDigest)
    }
    #expect(digests.count == 3)
  }

  @Test func `gossip tells reports and keeps their size, without it there are none`() throws {
    func reports(_ memory: String) throws -> (told: Int64, patterns: Int64) {
      let colony = try scene(memory)
      colony.run()
      guard case .table(let swarm) = colony.report()["swarm"], case .integer(let told) = swarm["memory_reports"],
        case .integer(let patterns) = swarm["patterns"]
      else { return (-1, -1) }
      return (told, patterns)
    }
    #expect(try reports("none") == (0, 0))
    let local = try reports("local"), gossip = try reports("gossip")
    #expect(local.told == 0 && local.patterns > 0 && gossip.told > 0)
  }
}
