namespace VirshLite.Runner.Guests;

/// <summary>
/// Where a person can reach a character device of a running guest. <paramref name="Alias"/> is the device's (<c>serial0</c>, <c>console1</c>, <c>channel0</c>);
/// <paramref name="Type"/> libvirt's word: <c>pty</c>, <c>unix</c>, <c>tcp</c>, <c>file</c> …; <paramref name="Path"/> the terminal or socket.
/// </summary>
public sealed record ConsoleEndpoint(string Alias, string Type, string Path);
