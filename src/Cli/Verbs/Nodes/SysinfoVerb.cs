using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>sysinfo</c>: what this host's firmware says of it, as XML.</summary>
internal static class SysinfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("sysinfo", "show what this host's firmware says of it") { Examples = [("sysinfo", "")] };
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            Sysinfo known = host.Facts(host.Settings).Smbios
                ?? throw new GuestException("failed to get sysinfo\nerror: unsupported configuration: Host SMBIOS information is not available");
            Confirmation.Show(io, parse, SysinfoDocument.Write(known));
        });
        return command;
    }
}
