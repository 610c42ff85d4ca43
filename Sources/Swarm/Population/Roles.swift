import Kernels

/// Who does as the rule says, and who doesn't.
struct Roles {
  enum Role: UInt8 { case honest, stubborn, faulty, byzantine }

  /// Each agent's; empty where all are honest.
  private(set) var roles: [Role] = []
  /// Agents that never move, ascending.
  private(set) var fixed: [Int] = []
  private(set) var byzantine: [Int] = []
  /// Agents that count: neither faulty nor Byzantine.
  let counted: Int
  /// The option of each stubborn agent.
  private(set) var stubborn: [(agent: Int, option: Int)] = []

  /// Whether each agent is Byzantine; empty where none is.
  var liars: [Bool] { byzantine.isEmpty ? [] : roles.map { $0 == .byzantine } }

  var isUniform: Bool { roles.isEmpty }

  func isCounted(_ agent: Int) -> Bool { roles.isEmpty || roles[agent].rawValue < Role.faulty.rawValue }
  func isFixed(_ agent: Int) -> Bool { !roles.isEmpty && roles[agent] != .honest }
  func isHeard(_ agent: Int) -> Bool { roles.isEmpty || roles[agent] != .faulty }

  /// Casts the parts by lot.
  ///
  /// - Throws: `SwarmError` where there are more parts than agents.
  init(_ setup: PopulationSetup, agents: Int, random: RandomStream) throws(SwarmError) {
    let faulty = Int((setup.faulty * Double(agents)).rounded()), byzantine = Int((setup.byzantine * Double(agents)).rounded())
    let stubborn = setup.stubborn.sorted { $0.key < $1.key }
    for (option, _) in stubborn where option < 0 || option >= setup.options {
      throw SwarmError("stubborn: option \(option + 1), outside 1…\(setup.options)")
    }
    let parts = faulty + byzantine + stubborn.reduce(0) { $0 + $1.value }
    guard parts <= agents else {
      throw SwarmError("\(parts) stubborn, faulty and Byzantine agents, but there are \(agents)")
    }
    counted = agents - faulty - byzantine
    guard parts > 0 else { return }
    guard counted > 0 else { throw SwarmError("all \(agents) agents are faulty or Byzantine: nobody is left to agree") }
    var random = random
    var lots = Array(0..<agents)
    roles = Array(repeating: .honest, count: agents)
    for place in 0..<parts {
      lots.swapAt(place, place + random.below(agents - place))
      let agent = lots[place]
      if place < faulty {
        roles[agent] = .faulty
      } else if place < faulty + byzantine {
        roles[agent] = .byzantine
        self.byzantine.append(agent)
      } else {
        roles[agent] = .stubborn
        var rank = place - faulty - byzantine
        for (option, count) in stubborn {
          if rank < count {
            self.stubborn.append((agent, option))
            break
          }
          rank -= count
        }
      }
    }
    fixed = (0..<agents).filter { roles[$0] != .honest }
  }
}
