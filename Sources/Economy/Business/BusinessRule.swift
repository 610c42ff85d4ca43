import Kernels
public import Policies

/// A business in force: asks its text, and re-checks every answer that spends money.
///
/// One rule serves all the businesses that follow one text with the same options, each with a memory of its own.
public final class BusinessRule {
  public let slot: PolicySlot
  private let frame: PolicyFrame
  private let chance: RandomStream

  /// - Parameter slot: of `Business.kind`; a new one holds the built-in rule.
  public init(_ slot: PolicySlot = PolicySlot(Business.kind), seed: UInt64) {
    precondition(slot.kind.name == Business.kind.name)
    self.slot = slot
    chance = RandomStream(seed: seed, "business")
    frame = PolicyFrame(Business.kind, random: chance)
  }

  /// What a business knows of its surroundings besides the situation: shares by domain, as long as there are domains.
  public struct Surroundings {
    public var skills: UnsafeBufferPointer<Double>
    public var demand: UnsafeBufferPointer<Double>

    public init(skills: UnsafeBufferPointer<Double>, demand: UnsafeBufferPointer<Double>) {
      self.skills = skills
      self.demand = demand
    }
  }

  /// What a business reckons a request costs it, and what it asks; nil where it stays out.
  ///
  /// - Parameters:
  ///   - instance: whose memory it uses.
  ///   - occasion: draws chance; the same occasion draws alike.
  ///   - now: simulated time in µs.
  public func ask(
    _ instance: Int, occasion: UInt64, _ situation: Business.Situation, _ surroundings: Surroundings, at now: Int64
  ) -> (cost: Int64, price: Int64)? {
    prepare(occasion, situation, surroundings, at: now)
    defer { frame.endCall() }
    frame.argument(0, situation.units)
    frame.argument(1, Int64(situation.domain + 1))
    slot.call(Business.Call.cost, instance: instance, frame)
    let cost = frame.integerResult(0)!
    frame.argument(0, cost)
    slot.call(Business.Call.bid, instance: instance, frame)
    return frame.integerResult(0).map { (cost, $0) }
  }

  /// What it invests today: at most its balance.
  public func invest(
    _ instance: Int, occasion: UInt64, _ situation: Business.Situation, _ surroundings: Surroundings, at now: Int64
  ) -> Business.Order {
    order(Business.Call.invest, instance, occasion, situation, surroundings, limit: situation.balance, at: now)
  }

  /// Whether its trigger has fired.
  public func isDue(
    _ instance: Int, occasion: UInt64, _ situation: Business.Situation, _ surroundings: Surroundings, at now: Int64
  ) -> Bool {
    guard slot.answering.implements(Business.Call.due) else { return false }
    prepare(occasion, situation, surroundings, at: now)
    defer { frame.endCall() }
    slot.call(Business.Call.due, instance: instance, frame)
    return frame.booleanResult(0) ?? false
  }

  /// What it does when its trigger has fired: together with the fee, at most what it has set aside.
  ///
  /// - Precondition: `situation.prepaid >= situation.upkeepFee`
  public func upkeep(
    _ instance: Int, occasion: UInt64, _ situation: Business.Situation, _ surroundings: Surroundings, at now: Int64
  ) -> Business.Order {
    precondition(situation.prepaid >= situation.upkeepFee, "an upkeep whose fee isn't there")
    return order(
      Business.Call.upkeep, instance, occasion, situation, surroundings, limit: situation.prepaid - situation.upkeepFee, at: now)
  }

  private func order(
    _ function: Int, _ instance: Int, _ occasion: UInt64, _ situation: Business.Situation, _ surroundings: Surroundings,
    limit: Int64, at now: Int64
  ) -> Business.Order {
    guard slot.answering.implements(function) else { return Business.Order() }
    prepare(occasion, situation, surroundings, at: now)
    defer { frame.endCall() }
    slot.call(function, instance: instance, frame) { (frame) throws(PolicyFault) in
      let order = Business.Order(frame, function), name = Business.kind.functions[function].name
      if let adapter = order.adapter, adapter >= surroundings.skills.count {
        throw .violation(slot.answering, name, "an adapter for domain \(adapter + 1), of \(surroundings.skills.count)")
      }
      guard let price = situation.price(of: order) else { throw .violation(slot.answering, name, "an order of more than 2^63 µrUv") }
      if price > limit { throw .violation(slot.answering, name, "an order of \(price) µrUv, with \(limit) µrUv to spend") }
    }
    return Business.Order(frame, function)
  }

  private func prepare(_ occasion: UInt64, _ situation: Business.Situation, _ surroundings: Surroundings, at now: Int64) {
    situation.fill(frame)
    frame.now = now
    frame.random = chance.lane(occasion).state
    if let skills = surroundings.skills.baseAddress { frame.lend(Business.Situation.skills, skills, count: surroundings.skills.count) }
    if let demand = surroundings.demand.baseAddress { frame.lend(Business.Situation.demand, demand, count: surroundings.demand.count) }
  }
}

extension Business.Order {
  /// What `invest` or `upkeep` answered.
  init(_ frame: PolicyFrame, _ function: Int) {
    adapter = frame.integerResult(0).map { Int($0) - 1 }
    capacity = frame.integerResult(1) ?? 0
    if function == Business.Call.invest {
      stake = frame.integerResult(2) ?? 0
      prepay = frame.integerResult(3) ?? 0
    } else {
      open = frame.booleanResult(2)
    }
  }
}
