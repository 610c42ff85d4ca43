import Identity
import Interface

/// Who has voted, and what they say now: one live ballot a name, the last.
///
/// Names that differ in case alone are one name. A name whose ballot was signed belongs to that key: later ones need it too.
struct VoteRoll: Sendable {
  /// In the order in which their names first came.
  private(set) var ballots: [Ballot] = []
  private var places: [String: Int] = [:]
  /// Entries of the file that somebody else wrote under a name that was signed.
  private(set) var refused = 0

  static let namesMax = 10_000

  /// Those that say something.
  var live: [Ballot] { ballots.filter { !$0.isRetraction } }

  func latest(of name: String) -> Ballot? { places[name.lowercased()].map { ballots[$0] } }

  /// Takes what a file says; what the rules forbid is counted as refused.
  mutating func read(_ ballot: Ballot, for question: VoteQuestion) {
    if fault(ballot, for: question) == nil { take(ballot) } else { refused += 1 }
  }

  mutating func take(_ ballot: Ballot) {
    if let place = places[ballot.name.lowercased()] {
      ballots[place] = ballot
    } else {
      places[ballot.name.lowercased()] = ballots.count
      ballots.append(ballot)
    }
  }

  /// Why a ballot can't be taken; nil when it can.
  func fault(_ ballot: Ballot, for question: VoteQuestion) -> String? {
    let before = latest(of: ballot.name)
    if before == nil, ballots.count >= Self.namesMax { return "\(Self.namesMax) names have voted, and no more can" }
    if ballot.sequence != (before?.sequence ?? 0) + 1 { return "\(ballot.name)'s ballot \((before?.sequence ?? 0) + 1) expected, got \(ballot.sequence)" }
    if let owner = before?.seal?.signer, ballot.seal?.signer != owner { return "\(ballot.name)'s ballots are signed by \(owner.abbreviation): its key is needed" }
    return ballot.isGenuine(for: question) ? nil : "\(ballot.name)'s signature doesn't fit"
  }
}
