import Economy
import Policies

/// Puts policies in force that the members voted for, by content: a text that was changed after the vote is refused, one
/// that fails its laws leaves the policy before in force. (After Substrate's `authorize_upgrade`.)
final class ColonyDeployment: PolicyDeployment {
  private let policies: PolicySet

  init(_ policies: PolicySet) { self.policies = policies }

  func fingerprint(ofPolicy kind: String, named name: String) throws(GovernanceError) -> String {
    try prepare(kind, name).policy.identity.hash
  }

  func deploy(_ kind: String, _ name: String, hash: String, at now: Int64) throws(GovernanceError) {
    let prepared = try prepare(kind, name), found = prepared.policy.identity.hash
    guard found == hash else {
      throw .refused("\(kind): \(name) has the content \(found.prefix(16))…, not the \(hash.prefix(16))… that was voted for")
    }
    do throws(SwapError) { try policies.commit(prepared, at: now) } catch { throw .refused(error.description) }
  }

  private func prepare(_ kind: String, _ name: String) throws(GovernanceError) -> any PreparedSwap {
    do throws(SwapError) { return try policies.prepare(kind, name) } catch { throw .refused(error.description) }
  }
}
