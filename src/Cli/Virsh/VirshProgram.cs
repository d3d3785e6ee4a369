using VirshLite.Cli.Output;

namespace VirshLite.Cli.Virsh;

/// <summary>
/// The program as virsh: called by a link of that name, or with <c>--as-virsh-cli</c>. Options, exit codes, error texts and quiet modes are virsh's, so that
/// what was written for virsh runs as it is.
/// </summary>
internal static class VirshProgram
{
    public const string Option = "--as-virsh-cli";

    /// <summary>The version of libvirt whose client this speaks like; programs read it.</summary>
    private const string Version = "11.3.0";

    /// <param name="name">The name under which the program was called.</param>
    /// <param name="args">Its arguments; without the option afterwards.</param>
    public static bool IsCalled(string? name, ref string[] args)
    {
        if (args.Length > 0 && args[0] == Option)
        {
            args = args[1..];
            return true;
        }

        return name is not null && Path.GetFileName(name.AsSpan()) is "virsh";
    }

    /// <param name="args">As virsh gets them.</param>
    /// <param name="io">Where words go.</param>
    /// <param name="run">Runs a verb with virsh's error texts and exit codes.</param>
    public static int Run(string[] args, Io io, Func<string[], Io, int> run)
    {
        var session = new VirshSession(io, new ClientOptions(), run);
        try
        {
            ClientOptions options = ClientOptions.Of(args);
            foreach (string warning in options.Warnings)
            {
                session.Complain(warning);
            }

            session = new VirshSession(io, options, run);
            if (options.Help)
            {
                HelpText.WriteOptions(io);
                return ExitCode.Done;
            }

            if (options.Version is { } form)
            {
                io.Out.Write(form == "short" ? Version + "\n" : LongVersion);
                return ExitCode.Done;
            }

            if (options.Rest.Count == 0)
            {
                return Interactive(session);
            }

            _ = session.Connection;
            if (options.Rest is ["complete", ..])
            {
                return CompleteCommand.Run(session, [.. options.Rest.Skip(1)]);
            }

            // an empty word is no command, and virsh says nothing about it
            return options.Rest.Count == 1 && options.Rest[0].Length == 0 ? ExitCode.Failed
                : session.Execute(options.Rest.Count == 1 ? CommandText.Split(options.Rest[0]) : [options.Rest]);
        }
        catch (VirshSyntaxException e)
        {
            return session.Complain(e.Message);
        }
        finally
        {
            io.Out.Flush();
        }
    }

    private static string LongVersion => $"""
        VirshLite {ProductVersion.Text}, speaking as virsh of libvirt {Version}

        Compiled with support for:
         Hypervisors: QEMU/KVM
         Networking: Network Bridging Nwfilter
         Storage: Dir
         Miscellaneous: Nodedev AppArmor Secrets

        """;

    private static int Interactive(VirshSession session) => InteractiveShell.Run(session);
}
