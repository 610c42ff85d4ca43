/// What happens next, and to whom: a task or a node, by index.
struct ColonyEvent: BitwiseCopyable, Sendable {
  enum Kind: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// A request reaches its submitter.
    case arrive
    /// The shortlisting neighbours have exchanged their last beliefs.
    case shortlist
    /// Commitments are due.
    case closeBids
    /// Openings are due.
    case openBids
    /// The result reaches the requester.
    case finish
    /// Nothing has come by the deadline.
    case expire
    /// The dispute window closes: money moves, everybody learns.
    case settle
    /// A node's neighbours combine what they were sent.
    case gossip
    case crash, recover
    case leave, join
    case cut, heal
    /// A node may propose a change.
    case propose
    /// Some of the nodes vote: a proposal's number and which of them.
    case ballot
    /// A vote ends, or a decision's time has come.
    case enact
  }
  var kind: Kind
  var subject: Int32

  init(_ kind: Kind, _ subject: Int) {
    self.kind = kind
    self.subject = Int32(subject)
  }
}
