using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Questions;

/// <summary><c>domiflist</c> and <c>domif-getlink</c>: a guest's interfaces (live-changes.md 7).</summary>
public static class InterfaceTable
{
    private const string None = "-";

    public static TextTable Of(Domain domain)
    {
        var table = new TextTable("Interface", "Type", "Source", "Model", "MAC");
        foreach (Interface nic in domain.Interfaces)
        {
            table.Add(nic.TargetDevice ?? None, InterfaceType.Names[nic.Type], SourceOf(nic) ?? None, nic.Model ?? None, nic.Mac ?? None);
        }

        return table;
    }

    /// <summary>What <c>domif-getlink</c> prints.</summary>
    /// <param name="domain">The running or the stored domain.</param>
    /// <param name="macOrTarget">MAC address or name of the host's device.</param>
    /// <exception cref="DomainException">There is no such interface.</exception>
    public static string LinkOf(Domain domain, string macOrTarget)
    {
        bool isMac = macOrTarget.Count(c => c == ':') == 5;
        Interface nic = domain.Interfaces.Find(n => string.Equals(isMac ? n.Mac : n.TargetDevice, macOrTarget, StringComparison.OrdinalIgnoreCase))
            ?? throw new DomainException($"Interface ({(isMac ? "mac" : "dev")}: {macOrTarget}) not found.", default, RefusalKind.Plain);
        return $"{macOrTarget} {(nic.LinkUp == false ? "down" : "up")}";
    }

    private static string? SourceOf(Interface nic) => nic.Type switch
    {
        InterfaceType.Network => nic.Source.Network,
        InterfaceType.Bridge => nic.Source.Bridge,
        _ => nic.Source.Device ?? nic.Source.Path,
    };
}
