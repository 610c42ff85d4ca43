import Economy
import Simulation
import Swarm

// From a result to money, reputation and learning.
extension Colony {
  /// Nodes other than the two parties who compute a disputed task again.
  static let referees = 3

  /// The result is at the requester in time. The reward starts to vest, unless the requester knows better and says so.
  func deliver(_ index: Int, at arrival: Microseconds) {
    let truth = service.truth(Int(tasks[index].row))
    let isWrong = tasks[index].answer >= 0 && tasks[index].answer != Int32(truth ?? -1)
    tasks[index].state = .settling
    tasks[index].end = arrival
    market.deliver(tasks[index], index, at: now)
    vacate(index)
    conclude(index, quality: quality(tasks[index]), serviceTime: arrival - tasks[index].startsAt)
    if isWrong, isDisputed(index) {
      metrics.disputes += 1
      tasks[index].isDisputed = true
      market.dispute(tasks[index], index, at: now)
    }
    queue.schedule(ColonyEvent(.settle, index), at: arrival + market.terms.disputeWindow)
  }

  /// The dispute window closes: referees decide what is disputed, the rest is paid.
  func settle(_ index: Int) {
    if tasks[index].isDisputed {
      tasks[index].isDisputed = false
      guard refereesContradict(index) else {
        market.dismiss(tasks[index], index, at: now)
        return queue.schedule(ColonyEvent(.settle, index), at: now + market.disputeWindow(tasks[index], index))
      }
      return refund(index)
    }
    pay(index)
  }

  private func refund(_ index: Int) {
    let task = tasks[index]
    metrics.upheld += 1
    sayWhatBecomes(of: index, isPaid: false)
    market.clawBack(task, index, at: now)
    metrics.slashed += slash(index, for: .wrongAnswer)
    market.reputation.record(node: Int(task.winner), outcome: 0, value: task.payment, task: index, at: now)
    conclude(index, quality: 0, serviceTime: nil)
    end(index, .refunded)
  }

  private func pay(_ index: Int) {
    let task = tasks[index], node = Int(task.winner)
    let truth = service.truth(Int(task.row))
    let latency = task.end - task.arrival
    sayWhatBecomes(of: index, isPaid: true)
    nodes.income[node] += market.release(task, index, at: now)
    metrics.payments += task.payment
    metrics.fees += task.fee
    nodes.spending[Int(task.submitter)] += task.payment + task.fee
    metrics.latencies.append(latency)
    if task.isNovel { metrics.novel.latencies.append(latency) }
    metrics.latency.add(latency.inSeconds, at: now)
    score(index, truth: truth, isRight: task.answer == Int32(truth ?? -1))
    market.reputation.record(node: node, outcome: 1, value: task.payment, task: index, at: now)
    if let truth, !task.isRepeat, task.adapter >= 0 { learn(index, on: node, truth: truth) }
    end(index, .completed)
  }

  /// No result: money back, and everybody remembers.
  func fail(_ index: Int, _ state: TaskState, executorAtFault: Bool) {
    let task = tasks[index]
    sayWhatBecomes(of: index, isPaid: false)
    market.refund(index)
    if executorAtFault {
      metrics.slashed += slash(index, for: .deadline)
      market.reputation.record(node: Int(task.winner), outcome: 0, value: task.payment, task: index, at: now)
    }
    vacate(index)
    conclude(index, quality: 0, serviceTime: nil)
    end(index, state)
  }

  /// What is gone from the stake votes no more.
  private func slash(_ index: Int, for offence: Offence) -> Int64 {
    let node = Int(tasks[index].winner), loss = market.slash(tasks[index], index, for: offence, at: now)
    setVotingPower(of: node)
    return loss
  }

  /// The requester's signed word, on which the escrow pays or gives back.
  private func sayWhatBecomes(of index: Int, isPaid: Bool) {
    let task = tasks[index]
    let isHeard = signing.delivers(
      "\(index) \(task.winner) \(task.payment) \(isPaid ? "pay" : "refund")".utf8.map { $0 }, .settle, from: Int(task.submitter), about: index)
    precondition(isHeard, "task \(index): the requester's own word was refused")
  }

  /// The task's units go back to the pool.
  private func vacate(_ index: Int) {
    guard occupied.remove(index) != nil else { return }
    _ = try? market.pool.sell(tasks[index].units, for: market.treasury, at: now)
  }

  /// What the swarm learns as soon as it is known: the posterior of everybody near the submitter, and the trail.
  private func conclude(_ index: Int, quality: Double, serviceTime: Microseconds?) {
    let task = tasks[index]
    let scaled = serviceTime.map { max(1, Microseconds(Double($0) * meanUnits / Double(task.units))) }
    shortlister.learn(
      submitter: Int(task.submitter), type: Int(task.type), node: Int(task.winner), serviceTime: scaled, quality: quality,
      isOnline: nodes.isOnline, now: now)
    let submitter = Int(task.submitter)
    memories.remember(
      row: Int(task.row), submitter: submitter, Episode(node: task.winner, quality: quality, latency: scaled ?? 0, time: now),
      isReachable: { [self] in nodes.isOnline[$0] && network.canReach(submitter, $0) },
      trust: market.reputation.score(of: submitter, at: now))
  }

  /// How good an outcome was for the requester: 1 at once, towards 0 at the deadline.
  private func quality(_ task: Task) -> Double {
    let share = Double(task.end - task.arrival) / Double(max(1, task.deadline - task.arrival))
    return max(0.05, 1 - share)
  }

  private func score(_ index: Int, truth: Int?, isRight: Bool) {
    let task = tasks[index]
    guard truth != nil else {
      metrics.strangers += 1
      metrics.strangersRefused += task.answer < 0 ? 1 : 0
      return
    }
    if isRight {
      metrics.welfare += task.value
      metrics.novel.welfare += task.isNovel ? task.value : 0
      metrics.novel.right += task.isNovel ? 1 : 0
    }
    guard !task.isRepeat else { return }
    metrics.scored += 1
    metrics.right += isRight ? 1 : 0
    metrics.abstained += task.answer < 0 ? 1 : 0
    metrics.accuracy.add(isRight ? 1 : 0, at: now)
  }

  private func isDisputed(_ index: Int) -> Bool {
    var random = disputes.lane(UInt64(index))
    return random.uniform() < configuration.disputeRatio
  }

  /// Whether most of a few other nodes, computing the same task with their own models, answer something else.
  private func refereesContradict(_ index: Int) -> Bool {
    let task = tasks[index]
    var random = disputes.lane(UInt64(index))
    random.state.draw = 2
    var against = 0, asked = 0
    for _ in 0..<8 * Self.referees where asked < Self.referees {
      let node = random.below(nodes.count)
      guard nodes.isOnline[node], node != Int(task.winner), node != Int(task.submitter) else { continue }
      asked += 1
      against += service.judge(node, row: Int(task.row)) != Int(task.answer) ? 1 : 0
    }
    return 2 * against > asked
  }
}
