import Casework
import CaseworkTesting
extension RandomWorkflow { static func example(of workflow: Workflow, seed: UInt64) -> [String: Value] { [:] } }
