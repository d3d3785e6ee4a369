using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>iothreaddel GUEST ID</c>: take an iothread out of a running guest (live-changes.md 10.1).</summary>
internal static class IothreaddelVerb
{
    public static Command Build(Io io) =>
        IoThreadCountVerb.Build(io, "iothreaddel", "take an iothread out of a running guest", IoThreadChange.Remove, IoThreadChange.Drop);
}
