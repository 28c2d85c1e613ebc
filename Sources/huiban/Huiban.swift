import ArgumentParser
import Foundation

/// The command line of the fleet, for every kind of user (design, section 7).
@main
struct Huiban: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "huiban",
        abstract: "会办：一件事、多个部门、同一口钟。 One case, several agencies, one clock.",
        discussion: """
            退出码 exit codes: 0 完成 done, 1 被拒绝或无效 refused or invalid, 2 用法错误 usage, 3 无法连接 not reachable.
            """,
        subcommands: [
            Demo.self, Chaos.self, Bench.self,
            Up.self, Down.self, Status.self, Submit.self, ImportCommand.self, ReceiptCommand.self, CaseCommand.self,
            Tasks.self,
            People.self, Audit.self, Dead.self, Parked.self, Refold.self, Rebuild.self, Reconcile.self,
            BackupCommand.self, CalendarCommand.self,
            RegistryCommand.self, VoteCommand.self, SLACommand.self, ReportCommand.self, RetentionCommand.self,
            WorkflowCommand.self,
            ContractCommand.self,
            ClockCommand.self, Doctor.self, Broker.self,
        ]
    )

    /// Runs the command and ends with one of the four exit codes; the parser's own code for wrong usage is 64.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let stop as Stop {
            stop.tell()
            Foundation.exit(stop.code.rawValue)
        } catch {
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code.isSuccess {
                print(text)
                Foundation.exit(0)
            }
            if !text.isEmpty { Voice.write("\(text)\n", to: .standardError) }
            Foundation.exit(code == .validationFailure ? Outcome.usage.rawValue : Outcome.refused.rawValue)
        }
    }
}
