import Kernels
import Policies

extension Business {
  /// What every business keeps, whatever its strategy.
  static var laws: [Law] {
    [
      Law("bids a whole price in range", "A price is an integer from 0 to 2^62 µrUv, or nil.") { policy, random in
        let question = BusinessQuestion(policy, random)
        for _ in 0..<64 {
          question.draw(&random)
          do throws(PolicyFault) { try question.bid(cost: Int64(random.below(3_000_000))) } catch { throw LawViolation("\(error)") }
        }
      },
      Law("more units never cost less", "For one request, now, the cost grows with its size.") { policy, random in
        let question = BusinessQuestion(policy, random)
        for _ in 0..<64 {
          question.draw(&random)
          let units = Int64(1 + random.below(1_000)), more = units + Int64(1 + random.below(1_000))
          let domain = Int64(1 + random.below(BusinessQuestion.domains))
          let cost = try question.cost(units, domain), costOfMore = try question.cost(more, domain)
          if costOfMore < cost { throw LawViolation("\(units) units cost \(cost) µrUv, \(more) units \(costOfMore) µrUv") }
        }
      },
      Law("an investment is within the balance", "Nobody spends what it hasn't.") { policy, random in
        guard policy.implements(Call.invest) else { return }
        let question = BusinessQuestion(policy, random)
        for _ in 0..<64 {
          question.draw(&random)
          let order = try question.order(Call.invest), balance = question.situation.balance
          guard let price = question.situation.price(of: order) else { throw LawViolation("an investment of more than 64 bits") }
          if price > balance { throw LawViolation("spends \(price) µrUv of a balance of \(balance) µrUv") }
        }
      },
      Law("an upkeep is within what was set aside", "It pays its fee and all it buys out of the prepaid budget.") { policy, random in
        guard policy.implements(Call.upkeep) else { return }
        let question = BusinessQuestion(policy, random)
        for _ in 0..<64 {
          question.draw(&random)
          let order = try question.order(Call.upkeep), prepaid = question.situation.prepaid - question.situation.upkeepFee
          guard let price = question.situation.price(of: order) else { throw LawViolation("an upkeep of more than 64 bits") }
          if price > prepaid { throw LawViolation("spends \(price) µrUv of \(prepaid) µrUv that are left after its fee") }
        }
      },
    ]
  }
}

/// Puts a business into circumstances, with nothing between the two.
private final class BusinessQuestion {
  static let domains = 10
  let policy: any Policy
  let frame: PolicyFrame
  private(set) var situation = Business.Situation()
  private var skills = [Double](repeating: 0, count: domains)
  private var demand = [Double](repeating: 0.1, count: domains)

  init(_ policy: any Policy, _ random: RandomStream) {
    self.policy = policy
    frame = PolicyFrame(Business.kind, random: random)
  }

  /// Anything a business may meet; it is asked for an upkeep only when it can pay the fee.
  func draw(_ random: inout RandomStream) {
    situation = Business.Situation()
    situation.units = Int64(1 + random.below(1_000))
    situation.queue = Int64(random.below(2_000_000_000))
    situation.deadline = Int64(random.below(2_000_000_000))
    situation.reserve = Int64(random.below(4_000_000))
    situation.lastClearing = random.below(4) == 0 ? 0 : Int64(random.below(4_000_000))
    situation.winRate = random.uniform()
    situation.reputation = random.uniform()
    situation.balance = random.below(4) == 0 ? Int64(random.below(10)) : Int64(random.below(100_000_000))
    situation.upkeepFee = Int64(random.below(20_000))
    situation.prepaid = situation.upkeepFee + (random.below(4) == 0 ? Int64(random.below(10)) : Int64(random.below(20_000_000)))
    situation.stake = Int64(random.below(10_000_000))
    situation.utilization = random.uniform()
    situation.power = 1_000 + 9_000 * random.uniform()
    situation.wear = 2_000 * random.uniform()
    situation.saving = 0.3 * random.uniform()
    situation.quality = 0.5 + 0.5 * random.uniform()
    situation.hour = 24 * random.uniform()
    situation.day = Int64(random.below(30))
    situation.profit = Int64(random.below(40_000_000)) - 20_000_000
    situation.rent = Int64(random.below(20_000_000))
    situation.adapterPrice = Int64(random.below(10_000_000))
    situation.capacityPrice = Int64(random.below(10_000_000))
    for i in 0..<Self.domains {
      skills[i] = random.uniform()
      demand[i] = random.uniform()
    }
    frame.random = RandomStream(seed: random.next(), "law").state
    frame.now += 900_000_000
  }

  func bid(cost: Int64) throws(PolicyFault) {
    frame.argument(0, cost)
    try call(Business.Call.bid)
  }

  func cost(_ units: Int64, _ domain: Int64) throws(PolicyFault) -> Int64 {
    frame.argument(0, units)
    frame.argument(1, domain)
    try call(Business.Call.cost)
    return frame.integerResult(0)!
  }

  func order(_ function: Int) throws(PolicyFault) -> Business.Order {
    try call(function)
    return Business.Order(frame, function)
  }

  private func call(_ function: Int) throws(PolicyFault) {
    situation.fill(frame)
    frame.lend(Business.Situation.skills, skills, count: skills.count)
    frame.lend(Business.Situation.demand, demand, count: demand.count)
    defer { frame.endCall() }
    try policy.call(function, instance: 0, frame)
    try frame.checkResults(function, of: policy)
  }
}
