import Desk

/// The worker's executable.
@main
struct PoliceWorker {
    static func main() async { await WorkerProcess.run(PolicePractice()) }
}
