namespace VirshLite.Translator.Context;

/// <summary>How far a guest's log may grow (startup.md 9): virtlogd's max_size and max_backups.</summary>
/// <param name="MaxBytes">The size at which a new file is begun; 0 = never.</param>
/// <param name="Backups">How many old files are kept, <c>.0</c> the youngest.</param>
public readonly record struct LogLimits(ulong MaxBytes, uint Backups)
{
    /// <summary>virtlogd's: 2 MiB and three old files.</summary>
    public static LogLimits Default => new(2 << 20, 3);
}
