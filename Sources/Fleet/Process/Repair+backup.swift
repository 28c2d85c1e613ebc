import EventStore

extension Repair {
    /// Folds the log of a back-up in a scratch store and compares the tables with those of its day; true when nothing differs.
    ///
    /// It takes the keys of this home, and leaves the file of today alone.
    func refold(_ folder: String) throws -> Bool {
        let backup = try Backup(at: folder)
        let file = try backup.file(of: setting.owner)
        let ledger = try Ledger(try setting.scratchStore(of: office))
        try backup.replay(setting.owner, into: ledger)
        var outcome = Outcome(
            owner: setting.owner,
            entries: ledger.end.n,
            different: [],
            chain: ledger.end.chain.hex,
            fromBackup: file.n
        )
        do {
            try ledger.finishReplay()
        } catch StoreError.keysLost(let version) {
            let oldest = try KeyFolder(setting.home, owner: setting.owner).versions().first
            outcome.lostKey = version
            outcome.isDestroyed = oldest.map { version < $0 } ?? false
            try say(outcome)
            return false
        }
        outcome.isComparable = file.schemaVersion == Store.stateVersion
        if outcome.isComparable == true {
            outcome.different = try ledger.store.tables(differingFrom: file.tables)
        }
        try say(outcome)
        return outcome.different.isEmpty
    }
}
