using VirshLite.Runner.Commands;

namespace VirshLite.Runner.Networking;

/// <summary>A short command on the host's network (ip, bridge) that has to work.</summary>
internal static class NetworkCommand
{
    /// <exception cref="GuestException"><paramref name="what"/>, with what the command says.</exception>
    /// <exception cref="NativeException">There is no such program.</exception>
    public static void Run(string program, IReadOnlyList<string> words, string what) => HostCommand.Run(program, words).Check(what);
}
