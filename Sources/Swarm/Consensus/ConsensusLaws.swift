import Policies
enum ConsensusLaws { static let all: [Law] = [] }
