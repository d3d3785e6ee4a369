using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>iothreadadd GUEST ID</c>: add an iothread to a running guest (live-changes.md 10.1).</summary>
internal static class IothreadaddVerb
{
    public static Command Build(Io io) =>
        IoThreadCountVerb.Build(io, "iothreadadd", "add an iothread to a running guest", IoThreadChange.Add, IoThreadChange.Insert);
}
