using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Machine;

/// <summary>
/// Existing s390 definitions may say &lt;acpi/&gt;, which never meant anything there: it is dropped; a new definition is refused (completion.md 1.3).
/// </summary>
internal sealed class S390AcpiPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.IsS390() && !context.Options.AbiUpdate && context.Capabilities.FindMachine(domain.Type, domain.Os.Machine!)?.Acpi == false)
        {
            domain.Features.Acpi = false;
        }
    }
}
