using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Hooks;
using VirshLite.Translator.Context;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// The host's hook looks at the definition of a guest whose state comes from elsewhere: it may call the arrival off, or print another definition that means
/// the same to the guest (host-takeover.md 9).
/// </summary>
internal static class DefinitionHook
{
    /// <param name="settings">Whether there are hooks, and where.</param>
    /// <param name="operation">restore or migrate.</param>
    /// <param name="domain">As it was saved or sent.</param>
    /// <param name="complete">Completes a definition as one that exists already.</param>
    /// <exception cref="DomainParser.DomainException">A hook says no, or prints what the guest would notice.</exception>
    public static Domain Ask(Settings settings, string operation, Domain domain, Action<Domain> complete)
    {
        string xml = DomainWriter.Write(domain);
        if (HookScripts.Of(settings)?.Filter("qemu", [domain.Name, operation, "begin", "-"], xml) is not { } printed)
        {
            return domain;
        }

        var reading = new ReadingOptions { FileName = "what the hook printed" };
        Domain before = DomainReader.Read(xml, new ReadingOptions { IgnoreUnknown = true });
        Domain after = DomainReader.Read(printed, reading);
        complete(before);
        complete(after);
        AbiCheck.Run(before, after);
        return DomainReader.Read(printed, reading);
    }
}
