using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary>The number of an iothread on a command line.</summary>
internal static class IoThreadNumber
{
    /// <exception cref="UsageException">It is none: they begin at 1.</exception>
    public static uint Of(string text) => SizeText.Number(text, "--id") is > 0 and var number
        ? number : throw new UsageException($"Invalid IOThread id value: '{text}'");
}
