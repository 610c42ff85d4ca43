import Economy
import Interface
import Simulation
import Swarm

// What a person at the REPL asks about.
extension Colony {
  /// - Parameter number: from 1.
  func describeNode(_ number: Int) throws(ScriptError) -> Table {
    guard (1...nodes.count).contains(number) else { throw ScriptError("colony:node: there are nodes 1…\(nodes.count), not \(number)") }
    let node = number - 1
    var table = Table()
    table["speed"] = .number(nodes.speed[node])
    table["cost_per_unit"] = .number(nodes.costPerUnit[node])
    table["memory_bytes"] = .integer(nodes.memory[node])
    table["model"] = .string(service.model(node).name)
    table["flaky"] = .boolean(nodes.isFlaky[node])
    table["ring"] = .boolean(nodes.isRing[node])
    table["online"] = .boolean(nodes.isOnline[node])
    table["queue_s"] = .number(nodes.queue(node, at: now).inSeconds)
    table["utilization"] = .number(now > 0 ? min(1, Double(nodes.busyTime[node]) / Double(now)) : 0)
    table["bids"] = .integer(nodes.bids[node])
    table["wins"] = .integer(nodes.wins[node])
    table["income_ruv"] = .number(Double(nodes.income[node]) / Double(Voucher.micros))
    table["profit_ruv"] = .number(Double(nodes.income[node] - nodes.outlay[node]) / Double(Voucher.micros))
    table["balance_ruv"] = .number(Double(market.ledger.balance(of: market.wallets[node])) / Double(Voucher.micros))
    table["stake_ruv"] = .number(Double(market.stake(of: node)) / Double(Voucher.micros))
    table["reputation"] = .number(market.reputation.score(of: node, at: now))
    table["neighbours"] = .table(Table(list: overlay[node].map { .integer(Int64($0) + 1) }))
    return table
  }

  /// A copy of what a node remembers; nothing where it had no task and heard of none.
  ///
  /// - Parameter number: from 1.
  func memory(of number: Int) throws(ScriptError) -> CollectiveMemory {
    guard (1...nodes.count).contains(number) else { throw ScriptError("colony:memory: there are nodes 1…\(nodes.count), not \(number)") }
    guard configuration.memory != Memories.Mode.none.rawValue else {
      throw ScriptError("colony:memory: nodes remember nothing here; colony.new{ memory = \"gossip\" } lets them")
    }
    return memories.copy(of: number - 1)
  }

  /// - Parameter number: from 1, in order of arrival.
  func describeTask(_ number: Int) throws(ScriptError) -> Table {
    guard (1...max(1, tasks.count)).contains(number), !tasks.isEmpty else {
      throw ScriptError("colony:task: there are tasks 1…\(tasks.count), not \(number)")
    }
    let task = tasks[number - 1]
    var table = Table()
    table["state"] = .string(task.state.name)
    table["text"] = .string(inputs.utterances.text(Int(task.row)))
    table["intent"] = .string(service.truth(Int(task.row)).map { inputs.utterances.intents[$0] } ?? "out of scope")
    if task.answer >= 0 { table["answer"] = .string(inputs.utterances.intents[Int(task.answer)]) }
    table["submitter"] = .integer(Int64(task.submitter) + 1)
    if task.winner >= 0 { table["executor"] = .integer(Int64(task.winner) + 1) }
    table["units"] = .integer(task.units)
    table["value"] = .integer(task.value)
    table["reserve"] = .integer(task.reserve)
    table["payment"] = .integer(task.payment)
    table["arrival_s"] = .number(task.arrival.inSeconds)
    table["deadline_s"] = .number(task.deadline.inSeconds)
    table["invited"] = .table(Table(list: (shortlists[number - 1] ?? []).map { .integer(Int64($0) + 1) }))
    return table
  }
}
