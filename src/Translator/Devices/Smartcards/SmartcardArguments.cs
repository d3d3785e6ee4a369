using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Smartcards;

/// <summary>The smartcard (devices.md 3.5).</summary>
internal static class SmartcardArguments
{
    private const string DefaultDatabase = "/etc/pki/nssdb";

    public static void Add(CommandLineBuilder builder)
    {
        foreach (Smartcard card in builder.Domain.Smartcards)
        {
            var bag = new PropertyBag();
            switch (card.Mode)
            {
                case SmartcardMode.Host:
                    bag.Add("driver", "ccid-card-emulated").Add("backend", "nss-emulated");
                    break;
                case SmartcardMode.HostCertificates:
                    bag.Add("driver", "ccid-card-emulated").Add("backend", "certificates");
                    for (int i = 0; i < card.Certificates.Count; i++)
                    {
                        bag.Add("cert" + (i + 1).ToString(CultureInfo.InvariantCulture), card.Certificates[i]);
                    }

                    bag.Add("db", card.Database ?? DefaultDatabase);
                    break;
                default:
                    bag.Add("driver", "ccid-card-passthru").Add("chardev", ChardevArguments.Add(builder, card.Source!, card, "smartcard"));
                    break;
            }

            if (card.Address is not CcidAddress address)
            {
                throw DomainException.Internal("a smartcard has no ccid address", card.Position);
            }

            string bus = AddressProperties.Alias(builder.Domain, ControllerType.Ccid, address.Controller, card) + ".0";
            builder.AddDevice(bag.Add("id", card.Alias).Add("bus", bus));
        }
    }
}
