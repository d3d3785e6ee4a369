using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Hosts.Devices;

/// <summary>
/// The host as the preparation of its devices sees it: sysfs and device nodes below a root (the empty one on a real host, a directory in tests), and commands.
/// </summary>
internal class DeviceHost(string root = "")
{
    public string Root { get; } = root;

    public HostFiles Files { get; } = new(root);

    /// <summary>Writes into a file of the kernel's, which has to be there, in one go.</summary>
    /// <exception cref="NativeException">The kernel refuses.</exception>
    public virtual void Write(string path, string text)
    {
        using FileDescriptor file = Native.Files.OpenWrite(Files.At(path));
        Native.Files.Write(file, System.Text.Encoding.ASCII.GetBytes(text), Files.At(path));
    }

    /// <exception cref="NativeException">There is no such program.</exception>
    public virtual CommandResult Run(string program, params IReadOnlyList<string> arguments) => HostCommand.Run(program, arguments);

    /// <summary>The same for one that reads something.</summary>
    /// <exception cref="NativeException">There is no such program.</exception>
    public virtual CommandResult Run(string program, byte[] input, IReadOnlyList<string> arguments) =>
        new HostCommand(program, arguments) { Input = input }.Run();

    /// <summary>A command that need not be there nor succeed.</summary>
    public void TryRun(string program, params IReadOnlyList<string> arguments)
    {
        try
        {
            Run(program, arguments);
        }
        catch (NativeException)
        {
            // what it was for is looked at afterwards
        }
    }
}
