using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Small guests around the sections of one test.</summary>
internal static class CoreGuest
{
    /// <inheritdoc cref="SmallGuest.Context"/>
    public static TranslationContext Context(
        string sections, string os = "", string osAttributes = "", string machine = "q35", bool abiUpdate = false, IHostFacts? host = null,
            string type = "kvm") =>
        SmallGuest.Context(sections, machine, os, osAttributes, type, host, options: new TranslationOptions { AbiUpdate = abiUpdate });

    public static Domain Completed(TranslationContext context)
    {
        Translation.Complete(context);
        return context.Domain;
    }

    /// <summary>What <c>define</c> would store and <c>dumpxml</c> show.</summary>
    public static string Stored(string sections) => DomainWriter.Write(Completed(Context(sections)));

    public static string Text(TranslationContext context) => SmallGuest.Text(SmallGuest.Plan(context));

    public static string Text(string sections, string os = "", string machine = "q35", bool abiUpdate = false, IHostFacts? host = null) =>
        Text(Context(sections, os, machine: machine, abiUpdate: abiUpdate, host: host));
}
