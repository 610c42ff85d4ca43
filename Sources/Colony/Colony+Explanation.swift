import Economy
import Interface
import Policies
import Simulation

// Why a task cost what it did.
extension Colony {
  /// The reserve's steps from the pool's reserves, and the payment's from the bids.
  ///
  /// - Parameter number: from 1, in order of arrival.
  func explain(_ number: Int) throws(ScriptError) -> ScriptExplanation {
    guard (1...max(1, tasks.count)).contains(number), !tasks.isEmpty else {
      throw ScriptError("colony:explain: there are tasks 1…\(tasks.count), not \(number)")
    }
    let task = tasks[number - 1]
    guard let record = reasons.record(of: number - 1) else {
      throw ScriptError(
        task.state == .arrived
          ? "colony:explain: task \(number) has not arrived, or is on its way to be priced"
          : "colony:explain: why task \(number) (\(task.state.name)) cost what it did is not known: it was never priced, or is not among the last \(Readable.count(Reasons.kept))")
    }
    var parts: [Card.Part] = []
    var steps = Table()
    steps["task"] = .integer(Int64(number))
    steps["state"] = .string(task.state.name)
    if let reserve = record.reserve {
      let why = PriceExplanation(reserve.basis, policy: reasons.policies[Int(reserve.policy)], meanPrice: reserve.meanPrice)
      parts += why.parts
      steps["price"] = .table(why.steps)
    }
    parts.append(.row("worth", ["\(money(task.value)) to the requester", task.reserve > 0 ? "reserve \(money(task.reserve))" : "less than the price: it ended there"]))
    steps["value"] = .integer(task.value)
    steps["reserve"] = .integer(task.reserve)
    if record.rule >= 0 { explainAward(task, record, &parts, &steps) }
    let headline = task.payment > 0 ? "node \(task.winner + 1) is paid \(money(task.payment))" : "nobody is paid"
    return ScriptExplanation(Card("task \(number)", [task.state.name, headline], parts: parts), steps: steps)
  }

  private func explainAward(_ task: Task, _ record: Reasons.Record, _ parts: inout [Card.Part], _ steps: inout Table) {
    let rule = reasons.policies[Int(record.rule)]
    let bids = record.bids.sorted { ($0.state == .feasible ? 0 : 1, $0.price) < ($1.state == .feasible ? 0 : 1, $1.price) }
    parts.append(.row("auction", [rule.name, rule.version] + (rule.hash == "native" ? [] : [String(rule.hash.prefix(16))])))
    parts.append(
      .table(
        [.init("bidder"), .init("asks", isRightAligned: true), .init("")],
        bids.map { bid in
          ["node \(bid.node + 1)", money(bid.price), bid.node == task.winner && task.payment > 0 ? "wins" : describe(bid, task)]
        }, omitted: 0))
    steps["rule"] = .string("\(rule)")
    steps["rule_hash"] = .string(rule.hash)
    steps["bids"] = .table(
      Table(list: bids.map { bid in
        ["node": .integer(Int64(bid.node) + 1), "price": .integer(bid.price), "state": .string("\(bid.state)")]
      }))
    guard task.payment > 0 else { return }
    let second = bids.first { $0.state == .feasible && $0.node != task.winner }?.price
    let source =
      switch task.payment {
      case second: "the second-cheapest feasible bid"
      case task.reserve: second == nil ? "the reserve: there was no other feasible bid" : "the reserve"
      case bids.first { $0.node == task.winner }?.price: "its own bid"
      default: "set by the rule"
      }
    parts.append(.row("payment", [money(task.payment), source]))
    parts.append(.row("task fee", [money(task.fee), "on top, from the requester to the treasury"]))
    steps["winner"] = .integer(Int64(task.winner) + 1)
    steps["payment"] = .integer(task.payment)
    steps["payment_is"] = .string(source)
    steps["second_price"] = second.map { .integer($0) } ?? .none
    steps["task_fee"] = .integer(task.fee)
  }

  private func describe(_ bid: Reasons.Bid, _ task: Task) -> String {
    switch bid.state {
    case .sealed: "never opened"
    case .infeasible: bid.price > task.reserve ? "above the reserve" : "too late for the deadline"
    case .feasible: ""
    }
  }

  private func money(_ amount: Int64) -> String { "\(Readable.count(amount)) µrUv" }
}
