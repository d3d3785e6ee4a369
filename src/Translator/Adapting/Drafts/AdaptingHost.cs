using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Adapting.Drafts;

/// <summary>The host that a text is adapted to.</summary>
/// <param name="Facts">What is true of it.</param>
/// <param name="CapabilitiesOf">The capabilities of the QEMU at a path.</param>
/// <param name="VocabularyOf">The options and devices of the QEMU at a path; null where they are not known.</param>
/// <param name="Settings">Whose directories and defaults hold.</param>
public sealed record AdaptingHost(
    IHostFacts Facts, Func<string, QemuCapabilities> CapabilitiesOf, Func<string, EmulatorVocabulary?> VocabularyOf, Settings Settings)
{
    /// <summary>Whether something is at a path, as far as that is known of the host; where it is not, everything counts as there.</summary>
    public bool Has(string path) => !Facts.KnowsFiles || Facts.KindOf(path) != HostPathKind.Missing;
}
