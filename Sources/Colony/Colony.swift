import Economy
import Interface
import Kernels
public import Policies
public import Simulation
import Storage
import Swarm
import Topology
import CKernels
import Datasets
import Transport

/// A peer-to-peer network of edge nodes that serve requests for a price: the whole data flow, one event at a time.
///
/// Time, the network and the nodes' speed are simulated; every forward pass, gradient, bid, commitment and transfer is
/// computed. One seed gives the same bytes again. It belongs to one thread at a time.
public final class Colony {
  public let configuration: Configuration
  public internal(set) var metrics: Metrics
  /// The policies in force, one a kind, in the order a task meets them.
  public let policies: PolicySet
  /// Swaps that put the first policies in force.
  let foundingSwaps: Int

  let inputs: Inputs
  let overlay: Graph
  let market: Market
  let shortlister: Shortlister
  let service: Service
  var network: Network
  var nodes: Nodes
  var tasks: [Task]
  var queue = EventQueue<ColonyEvent>()
  var faults: Faults
  var digest = Digest()
  var profile = Profile()
  /// The auctions of the tasks that have one, and who was asked.
  var auctions: [Int: SealedAuction] = [:]
  var shortlists: [Int: [Int32]] = [:]
  /// What the bidders of an open auction have sealed: known to each bidder only until it opens its bid.
  var sealedPrices: [Int: [(node: Int32, price: Int64)]] = [:]
  var reasons = Reasons()
  /// Tasks whose units the treasury holds.
  var occupied: Set<Int> = []
  let memories: Memories
  let specialties: Specialties
  /// Compute units of the mean task, and units a second of the median node.
  let meanUnits: Double
  let medianSpeed: Double
  var flakiness: RandomStream
  var disputes: RandomStream
  var nonces: RandomStream
  var intruders: RandomStream
  let equivocators: RandomStream
  /// What each node bid last, for a stranger to repeat; empty where there are none.
  var lastBids: [Int: SealedBid] = [:]
  let signing: Signing
  /// Of the policies that move money, where a file was named.
  let decisions: DecisionLog?
  /// Decides on changes to the market's terms; every node is a member with its stake.
  let governor: Governor
  let deployment: ColonyDeployment
  var stances: [Stance] = []
  /// What is on the calendar for open proposals, the last one that nodes were called to vote on, and those whose time has come.
  var followUps: [Int: Microseconds] = [:]
  var followed = 0
  var attempted: Set<Int> = []
  let proposing: RandomStream
  /// While the market itself acts: in an event, or in an act of governance.
  var isDeciding = false
  private(set) var arrived = 0
  /// What the disk said when it took no more of the ledger's journal: the colony stands still since.
  public private(set) var failure: LedgerError?
  /// Events since the whole of the books was checked.
  private var unaudited = 0

  /// - Parameter source: where plugins come from; nil for a colony of built-in rules.
  /// - Throws: `SwapError` for a policy that can't be put in force, or what the market's founding raises.
  public convenience init(_ configuration: Configuration, inputs: Inputs, source: (any PolicySource)? = nil) throws {
    let file = configuration.store.isEmpty ? nil : try JournalFile(path: configuration.store)
    if let file, file.count > 0 { throw ScriptError("store: \(file.path) holds books already: Colony.resumed takes up a run") }
    try self.init(configuration, inputs: inputs, source: source, books: file.map(Market.Books.file) ?? .balances)
  }

  /// - Parameter founding: the policies to start with, one after the other; nil for those the configuration names.
  init(
    _ configuration: Configuration, inputs: Inputs, source: (any PolicySource)?, books: Market.Books, founding: [PolicyRecord]? = nil
  ) throws {
    self.configuration = configuration
    self.inputs = inputs
    let seed = UInt64(configuration.seed)
    try goOn()
    var workload = inputs.workload(configuration)
    nodes = Nodes(configuration, totalUnits: workload.totalUnits, duration: workload.duration)
    workload.setDeadlines(medianUnitsPerSecond: nodes.medianSpeed)
    tasks = workload.tasks
    try goOn()
    metrics = Metrics(duration: workload.duration + 1)
    faults = Faults(configuration, duration: workload.duration)

    let roundTrips = RoundTrips(
      measured: inputs.roundTrips.microseconds, hostCount: inputs.roundTrips.count, nodeCount: nodes.count,
      random: RandomStream(seed: seed, "rtt"))
    overlay = Graph.local(
      nodes.count, near: max(1, Int(configuration.neighbours) / 2 - 1), far: 1, random: RandomStream(seed: seed, "overlay")
    ) { Double(roundTrips($0, $1)) }
    try goOn()
    network = Network(
      roundTrips: roundTrips, lossRatio: configuration.lossRatio, random: RandomStream(seed: seed, "loss"))
    meanUnits = Double(workload.totalUnits) / Double(max(1, tasks.count))
    market = try Market(nodes: nodes.count, meanUnits: meanUnits, seed: seed, books: books)
    shortlister = Shortlister(
      overlay: overlay, roundTrips: roundTrips, serviceTime: .seconds(meanUnits / nodes.medianSpeed), seed: seed)
    memories = Memories(
      Memories.Mode(rawValue: configuration.memory)!, overlay: overlay, utterances: inputs.utterances, seed: seed)
    specialties = Specialties(
      nodes: nodes.count, deviation: configuration.specialization, utterances: inputs.utterances, rows: inputs.domains.joined(), seed: seed)
    medianSpeed = nodes.medianSpeed
    try goOn()
    service = try Service(configuration, utterances: inputs.utterances, memory: nodes.memory, overlay: overlay)
    flakiness = RandomStream(seed: seed, "flaky")
    disputes = RandomStream(seed: seed, "dispute")
    nonces = RandomStream(seed: seed, "nonce")
    intruders = RandomStream(seed: seed, "intruder")
    equivocators = RandomStream(seed: seed, "equivocator")
    signing = Signing(configuration)
    proposing = RandomStream(seed: seed, "proposal")
    governor = try Governor(tally: TallyRule(seed: seed))
    let slots = [
      shortlister.consensus.slot, shortlister.allocation.slot, shortlister.trails.rule.slot,
      memories.rule.slot,
      market.pool.slot, market.business.slot, market.bidding.slot, market.auction.slot, market.slashing.slot, market.reputation.slot,
      governor.tally.slot,
    ] + service.slots
    policies = PolicySet(slots, source: source)
    deployment = ColonyDeployment(policies)
    if !configuration.decisions.isEmpty {
      decisions = try DecisionLog(path: configuration.decisions, kinds: Set(slots.filter(\.kind.movesMoney).map(\.kind.name)))
      for slot in slots { slot.log = decisions }
    } else {
      decisions = nil
    }
    var founders: [PolicyRecord] = []
    policies.onSwap = { [unowned policies] in founders.append(PolicyRecord(policies[$0.kind]!.active)) }
    if let founding {
      for policy in founding {
        try goOn()
        try policies.use(policy, at: 0)
      }
    } else {
      for slot in source == nil ? [] : slots {
        try goOn()
        try policies.use(slot.kind.name, slot.fallback.identity.name, at: 0)
      }
      for (kind, choice) in configuration.use { try policies.use(kind, choice.name, options: choice.options, at: 0) }
    }
    foundingSwaps = policies.swaps.count
    try goOn()
    for node in 0..<nodes.count { review(node) }
    try foundGovernance()
    faults.begin(&queue)
    if !tasks.isEmpty { queue.schedule(ColonyEvent(.arrive, 0), at: tasks[0].arrival) }
    if market.ledger.journal != nil {
      market.ledger.note(try RunRecord(configuration, inputs, founders).note())
    }
    policies.onSwap = { [unowned self] in
      let policy = PolicyRecord(policies[$0.kind]!.active)
      write(down: isDeciding ? .deployed(policy) : .use(policy), at: market.now)
    }
    try market.keepBooks()
  }

  public var now: Microseconds { queue.now }
  /// From the first arrival to the last.
  public var duration: Microseconds { tasks.last?.arrival ?? 0 }
  public var taskCount: Int { tasks.count }
  /// Whether every task has ended.
  public var isDone: Bool { metrics.total == tasks.count && arrived == tasks.count }

  // MARK: Time

  /// Runs until a moment of simulated time, or until every task has ended.
  ///
  /// Stops between two events when Ctrl-C was pressed; the colony is consistent then and can go on.
  /// - Returns: false when it was interrupted, or when the disk failed its ledger: see `failure`.
  @discardableResult
  public func run(until time: Microseconds = .max, isInterrupted: () -> Bool = { false }) -> Bool {
    defer { keepBooks() }
    while !isDone, failure == nil, let next = queue.nextTime, next <= time {
      if isInterrupted() { return false }
      step()
    }
    if failure != nil { return false }
    if time != .max, time > queue.now, !isDone { queue.advance(to: time) }
    return true
  }

  /// Handles the next event if it is due by then; otherwise moves the clock there.
  func runOneEvent(until time: Microseconds) {
    if failure != nil { return }
    if nextTime <= time { step() } else if time > now { queue.advance(to: time) }
  }

  /// When the next event is due.
  var nextTime: Microseconds { queue.nextTime ?? .max }

  /// For people who wait: "1,800 of 3,507 s, 9,683 of 19,366 tasks ended".
  var progressLine: String {
    // The last tasks end some time after the last arrival.
    "\(Readable.count(Int(now.inSeconds)))\(now <= duration ? " of \(Readable.count(Int(duration.inSeconds)))" : "") s, "
      + "\(Readable.count(metrics.total)) of \(Readable.count(tasks.count)) tasks ended"
  }

  /// Handles the next event.
  ///
  /// Ctrl-C doesn't reach into it: native code that polls for it would leave half a step behind.
  private func step() {
    guard let event = queue.next() else { return }
    metrics.events += 1
    profile.begin()
    market.now = queue.now
    ck_shield(true)
    isDeciding = true
    handle(event)
    isDeciding = false
    ck_shield(false)
    profile.end(event.kind)
    guard event.kind != .gossip else { return }  // no money moves
    if market.isCommitDue { keepBooks() }
    unaudited += 1
    if unaudited == 1_000 {
      unaudited = 0
      audit()
    }
  }

  /// Does what a person decided between two events, and writes it down.
  func write(down action: Intervention.Action, at time: Microseconds) {
    guard market.ledger.journal != nil else { return }
    market.ledger.note(Intervention(event: metrics.events, time: time, action: action).note)
    if !isDeciding { keepBooks() }  // never half of an event
  }

  /// Puts the ledger's journal on the disk, if it has one there; once every task has ended, for good.
  func keepBooks() {
    if isDone { decisions?.end() }
    guard failure == nil else { return }
    do throws(LedgerError) { try isDone ? market.closeBooks() : market.keepBooks() } catch { failure = error }
  }

  private func handle(_ event: ColonyEvent) {
    let subject = Int(event.subject)
    switch event.kind {
    case .arrive: arrive(subject)
    case .shortlist: askForBids(subject)
    case .closeBids: reveal(subject)
    case .openBids: award(subject)
    case .finish: finish(subject)
    case .expire: expire(subject)
    case .settle: settle(subject)
    case .gossip: gossip(subject)
    case .crash: crash(subject)
    case .recover: recover(subject)
    case .leave: leave(subject)
    case .join: join(subject)
    case .cut: network.partition(faults.sides())
    case .heal: network.heal()
    case .propose: propose(subject)
    case .ballot: castBallots(subject)
    case .enact: enact(subject)
    }
  }

  /// Checks the whole of the books.
  func audit() {
    do { try market.ledger.audit() } catch { preconditionFailure("\(error)") }
  }

  /// A task reaches its submitter; the next one is put on the calendar.
  private func arrive(_ index: Int) {
    arrived += 1
    if index + 1 < tasks.count { queue.schedule(ColonyEvent(.arrive, index + 1), at: tasks[index + 1].arrival) }
    shortlist(index)
  }

  /// The end of a task, whatever it is.
  func end(_ index: Int, _ state: TaskState) {
    releaseAdapter(index)
    precondition(!tasks[index].state.isEnd, "task \(index) ended twice")
    tasks[index].state = state
    tasks[index].end = now
    metrics.ended[Int(state.rawValue)] += 1
    if tasks[index].isNovel {
      metrics.novel.total += 1
      metrics.novel.completed += state == .completed ? 1 : 0
      metrics.novel.late += state == .late ? 1 : 0
    }
    shortlists[index] = nil
    digest.add(Int64(index))
    digest.add(state.rawValue)
    digest.add(now)
    digest.add(tasks[index].winner)
    digest.add(tasks[index].payment)
    digest.add(tasks[index].answer)
  }
}
