using System.CommandLine;

namespace VirshLite.Cli.Arguments;

/// <summary>A verb: its options, what it does, and the examples that its help ends with.</summary>
internal sealed class VerbCommand : Command
{
    public VerbCommand(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>Command lines after <c>virshlite </c>, each with a word on what it does.</summary>
    public IReadOnlyList<(string Line, string Meaning)> Examples { get; init; } = [];
}
