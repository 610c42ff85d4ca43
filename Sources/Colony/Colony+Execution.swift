import Simulation

// From an award to a result, or to the deadline.
extension Colony {
  /// Bytes of a token in a request or an answer.
  static let bytesPerUnit: Int64 = 400

  /// The winner gets the input, loads the adapter if need be, and computes when its queue is done.
  func execute(_ index: Int, on node: Int) {
    let submitter = Int(tasks[index].submitter), units = tasks[index].units
    tasks[index].state = .running
    tasks[index].session = nodes.session[node]
    if let discount = try? market.pool.buy(
      units, for: market.treasury, reputation: market.reputation.score(of: submitter, at: now), at: now).discount {
      metrics.discounts += discount
      occupied.insert(index)
    }
    guard let travel = network.send(from: submitter, to: node, bytes: units * Self.bytesPerUnit, id: UInt64(index) << 3 | 3) else {
      return queue.schedule(ColonyEvent(.expire, index), at: max(now, tasks[index].deadline))
    }
    let (adapter, load) = service.prepare(node, row: Int(tasks[index].row), task: index, now: now, &metrics)
    if let adapter {
      tasks[index].adapter = Int32(adapter)
      tasks[index].holdsAdapter = true
    }
    let computing = nodes.serviceTime(node, units: units, factor: timeFactor(node, index))
    tasks[index].startsAt = max(now + travel + load, nodes.busyUntil[node])
    let isDropped = nodes.isFlaky[node] && drops(index)
    if isDropped { return queue.schedule(ColonyEvent(.expire, index), at: max(now, tasks[index].deadline)) }
    nodes.busyUntil[node] = tasks[index].startsAt + computing
    nodes.busyTime[node] += computing
    queue.schedule(ColonyEvent(.finish, index), at: nodes.busyUntil[node])
  }

  /// The executor has computed: its answer travels to the requester.
  func finish(_ index: Int) {
    let task = tasks[index], node = Int(task.winner), submitter = Int(task.submitter)
    guard nodes.session[node] == task.session else { return fail(index, .crashed, executorAtFault: false) }
    metrics.welfare -= task.cost
    metrics.novel.welfare -= task.isNovel ? task.cost : 0
    metrics.cost += task.cost
    nodes.outlay[node] += task.cost
    tasks[index].answer = Int32(service.predict(node, row: Int(task.row), adapter: task.adapter < 0 ? nil : Int(task.adapter)))
    releaseAdapter(index)
    guard let travel = network.send(from: node, to: submitter, bytes: Self.messageBytes, id: UInt64(index) << 3 | 4) else {
      return queue.schedule(ColonyEvent(.expire, index), at: max(now, task.deadline))
    }
    guard now + travel <= task.deadline else { return queue.schedule(ColonyEvent(.expire, index), at: max(now, task.deadline)) }
    deliver(index, at: now + travel)
  }

  /// The deadline passed without a result at the requester.
  func expire(_ index: Int) {
    let task = tasks[index], node = Int(task.winner)
    let isCutOff = !network.canReach(Int(task.submitter), node)
    fail(index, isCutOff ? .cutOff : .late, executorAtFault: !isCutOff)
  }

  /// Of the time the largest model takes the mean request on a node: for the model it runs, and for what it is good at.
  func timeFactor(_ node: Int, _ index: Int) -> Double {
    service.timeFactor(node) / specialties.factor(node, row: Int(tasks[index].row))
  }

  /// The executor no longer needs the task's adapter in fast memory.
  func releaseAdapter(_ index: Int) {
    guard tasks[index].holdsAdapter else { return }
    tasks[index].holdsAdapter = false
    service.release(Int(tasks[index].winner), Int(tasks[index].adapter))
  }

  private func drops(_ index: Int) -> Bool {
    var random = flakiness.lane(UInt64(index))
    return random.uniform() < Nodes.flakyDropRatio
  }
}
