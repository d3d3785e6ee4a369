namespace VirshLite.Cli.Output;

/// <summary>The command line cannot be meant; shown in one line, exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
