"""How a campaign is cut into parts and what its result says."""

import unittest

import run_campaign


class Campaign(unittest.TestCase):
    def test_parts_add_up_to_the_count(self):
        self.assertEqual(run_campaign.parts_of(450, 200), [200, 200, 50])
        self.assertEqual(run_campaign.parts_of(200, 200), [200])
        self.assertEqual(run_campaign.parts_of(3, 20), [3])

    def test_only_a_campaign_without_failure_has_a_bound(self):
        self.assertEqual(run_campaign.bound_of(300, 0), 0.01)
        self.assertIsNone(run_campaign.bound_of(300, 1))

    def test_every_kind_has_a_command_with_its_count_and_seed(self):
        for kind in run_campaign.PART_MAX:
            command, environment = run_campaign.command_of(kind, 7, 11)
            said = [*command, *environment.values()]
            self.assertIn("7", said)
            self.assertIn("11", said)


if __name__ == "__main__":
    unittest.main()
