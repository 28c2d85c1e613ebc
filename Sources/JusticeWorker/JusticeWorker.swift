import Desk

/// The worker's executable.
@main
struct JusticeWorker {
    static func main() async { await WorkerProcess.run(JusticePractice()) }
}
