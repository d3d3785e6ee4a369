using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Networks;

/// <summary>The host's own scripts for what happens to networks (networks.md 3.2).</summary>
public static class NetworkHooks
{
    /// <param name="operation">start, started, stopped, port-created, port-deleted or updated.</param>
    /// <param name="port">The port that it is about, where it is about one.</param>
    public static IReadOnlyList<PlanStep> Steps(NetworkFacts facts, VirtualNetwork network, string operation, string sub, NetworkPort? port = null)
    {
        if (facts.Hooks.Count == 0)
        {
            return [];
        }

        var xml = new XmlOutput();
        xml.Open("hookData");
        NetworkWriter.Write(xml, network, new());
        if (port is not null)
        {
            NetworkPortWriter.Write(xml, port);
        }

        string input = xml.Close().ToString().TrimEnd('\n');
        return [.. facts.Hooks.Select(script => new RunCommand(script, [network.Name, operation, sub, "-"])
        {
            Input = input,
            Purpose = $"Hook script execution failed: {script} {operation}",
            IgnoreErrors = operation is not ("start" or "started" or "port-created"),
        })];
    }
}
